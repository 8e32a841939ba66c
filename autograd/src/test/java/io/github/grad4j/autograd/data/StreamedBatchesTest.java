package io.github.grad4j.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.autograd.train.Batch;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StreamedBatchesTest {
  private static final int EXAMPLES = 23;
  private static final long SEED = 5;
  private static final Csv CSV = Csv.ofClasses("class");
  private static final List<Integer> ALL = IntStream.range(0, EXAMPLES).boxed().toList();

  @TempDir private Path folder;
  private Path file;

  /** Example i has the features i and -i, and the class "odd" or "even". */
  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("numbers.csv");
    write(IntStream.range(0, EXAMPLES).mapToObj(i -> line(i)).collect(Collectors.joining()));
  }

  private static String line(int i) {
    return i + "," + (i % 2 == 0 ? "even" : "odd") + "," + -i + "\n";
  }

  private void write(String lines) throws IOException {
    Files.writeString(file, "x,class,y\n" + lines);
  }

  private static double[] read(Rows rows) {
    Input input = new Input("rows", rows.type());
    try (Plan plan = Plan.of(input)) {
      return plan.feed(input, rows).run().doubles(input);
    }
  }

  /** The examples of an epoch in order, each found to have its features and its label. */
  private static List<Integer> epoch(Iterable<Batch> batches) {
    List<Integer> seen = new ArrayList<>();
    for (Batch batch : batches) {
      double[] features = read(batch.features());
      double[] labels = read(batch.labels());
      assertThat(labels).hasSize(batch.size());
      for (int i = 0; i < labels.length; i++) {
        int example = (int) features[2 * i];
        assertThat(features[2 * i + 1]).isEqualTo(-example);
        assertThat(labels[i]).isEqualTo(example % 2);
        seen.add(example);
      }
    }
    return seen;
  }

  @Test
  void a_file_is_read_in_order_in_each_epoch() throws IOException {
    try (StreamedBatches batches = CSV.stream(file, 5)) {
      assertThat(epoch(batches)).isEqualTo(ALL);
      assertThat(epoch(batches)).isEqualTo(ALL);
      assertThat(batches).extracting(Batch::size).containsExactly(5, 5, 5, 5, 3);
      assertThat(batches.classNames()).containsExactly("even", "odd");
      assertThat(batches.featureNames()).containsExactly("x", "y");
      assertThat(batches.featureShape()).isEqualTo(Shape.of(2));
    }
  }

  @Test
  void every_example_comes_once_in_each_shuffled_epoch() throws IOException {
    for (int buffer : new int[] {5, 6, 11, 22, 23, 100}) {
      try (StreamedBatches batches = CSV.streamShuffled(file, 5, buffer, SEED)) {
        List<Integer> first = epoch(batches);
        List<Integer> second = epoch(batches);
        assertThat(first).as("buffer of %d", buffer).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(second).containsExactlyInAnyOrderElementsOf(ALL).isNotEqualTo(first);
        assertThat(batches).extracting(Batch::size).containsExactly(5, 5, 5, 5, 3);
      }
    }
  }

  @Test
  void no_example_comes_earlier_than_the_buffer_reaches() throws IOException {
    int buffer = 8;
    for (long seed = 0; seed < 50; seed++) {
      try (StreamedBatches batches = CSV.streamShuffled(file, 4, buffer, seed)) {
        List<Integer> order = epoch(batches);
        for (int i = 0; i < order.size(); i++) {
          // Whole batches leave the buffer before it is filled up.
          assertThat(order.get(i)).as("seed %d", seed).isLessThan(i / 4 * 4 + buffer);
        }
      }
    }
  }

  /** Of 20 places each as likely; four standard deviations of 2,000 draws. */
  @Test
  void with_a_buffer_for_all_every_order_is_as_likely() throws IOException {
    write(IntStream.range(0, 20).mapToObj(i -> line(i)).collect(Collectors.joining()));
    int[] places = new int[20];
    int epochs = 2000;
    try (StreamedBatches batches = CSV.streamShuffled(file, 7, 20, SEED)) {
      for (int i = 0; i < epochs; i++) {
        places[epoch(batches).indexOf(3)]++;
      }
    }
    int deviation = (int) (4 * Math.sqrt(epochs * 0.05 * 0.95));
    for (int count : places) {
      assertThat(count).isBetween(100 - deviation, 100 + deviation);
    }
  }

  @Test
  void equal_seeds_give_equal_orders() throws IOException {
    try (StreamedBatches one = CSV.streamShuffled(file, 5, 10, SEED);
        StreamedBatches other = CSV.streamShuffled(file, 5, 10, SEED);
        StreamedBatches another = CSV.streamShuffled(file, 5, 10, SEED + 1)) {
      // An epoch that is not finished changes nothing in those that follow.
      one.iterator().next();
      epoch(other);
      assertThat(epoch(one)).isEqualTo(epoch(other)).isNotEqualTo(epoch(another));
    }
  }

  @Test
  void an_epoch_ends_when_the_next_begins_or_all_are_closed() throws IOException {
    StreamedBatches batches = CSV.stream(file, 4);
    assertThat(batches.iterator().hasNext()).isTrue();
    Iterator<Batch> last = batches.iterator();
    last.next();
    last.next();
    Iterator<Batch> next = batches.iterator();
    next.next();
    assertThatThrownBy(last::next).isInstanceOf(ConcurrentModificationException.class);
    next.next();
    batches.close();
    assertThatThrownBy(next::next).isInstanceOf(ConcurrentModificationException.class);
    assertThat(epoch(batches)).isEqualTo(ALL);
  }

  @Test
  void an_epoch_has_no_more_batches_than_it_has() throws IOException {
    try (StreamedBatches batches = CSV.stream(file, EXAMPLES)) {
      Iterator<Batch> epoch = batches.iterator();
      assertThat(epoch.hasNext()).isTrue();
      assertThat(epoch.hasNext()).isTrue();
      epoch.next();
      assertThat(epoch.hasNext()).isFalse();
      assertThatThrownBy(epoch::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void a_mistake_is_told_when_it_is_reached() throws IOException {
    write(line(0) + line(1) + "2,odd\n" + line(3) + "4,odd,?\n");
    try (StreamedBatches batches = CSV.withClassNames(List.of("even", "odd")).stream(file, 2)) {
      Iterator<Batch> epoch = batches.iterator();
      epoch.next();
      assertThatThrownBy(epoch::hasNext)
          .isInstanceOf(UncheckedIOException.class)
          .cause()
          .isInstanceOf(FileException.class)
          .hasMessageContaining("2 mistakes")
          .hasMessageContaining("line 4: expected 3 fields")
          .hasMessageContaining("line 6: column 'y'");
    }
    // Its classes are learned beforehand.
    assertThatThrownBy(() -> CSV.stream(file, 2)).isInstanceOf(FileException.class);
  }

  @Test
  void a_file_that_changed_is_refused() throws IOException {
    try (StreamedBatches batches = CSV.stream(file, 5)) {
      epoch(batches);
      Files.writeString(file, "x,class\n1,odd\n");
      assertThatThrownBy(() -> epoch(batches))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("DOUBLE[2] as when it was first opened, found DOUBLE[1]");
    }
  }

  @Test
  void targets_are_streamed_too() throws IOException {
    Csv targets = Csv.ofTargets("y").withFeatures(List.of("x"));
    try (StreamedBatches batches = targets.stream(file, EXAMPLES)) {
      Batch all = batches.iterator().next();
      assertThat(all.labels().shape()).isEqualTo(Shape.of(EXAMPLES, 1));
      assertThat(read(all.labels())[7]).isEqualTo(-7);
      assertThat(batches.classNames()).isEmpty();
    }
  }

  @Test
  void a_stream_is_standardised_as_a_data_set_is() throws IOException {
    Dataset whole = CSV.read(file);
    Standardizer standardizer = Standardizer.fit(whole);
    try (StreamedBatches raw = CSV.stream(file, 5)) {
      assertThat(Standardizer.fit(raw)).isEqualTo(standardizer);
      try (StreamedBatches standardised = raw.standardised(standardizer)) {
        List<Double> seen = new ArrayList<>();
        for (Batch batch : standardised) {
          for (double feature : read(batch.features())) {
            seen.add(feature);
          }
        }
        assertThat(seen.stream().mapToDouble(x -> x).toArray())
            .isEqualTo(read(standardizer.apply(whole).all().features()));
        assertThat(standardised.classNames()).isEqualTo(raw.classNames());
        assertThatThrownBy(() -> standardised.standardised(standardizer))
            .isInstanceOf(ArgumentException.class)
            .hasMessageContaining("examples are standardised once");
      }
      assertThat(epoch(raw)).isEqualTo(ALL);
      Standardizer wider = new Standardizer(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
      assertThatThrownBy(() -> raw.standardised(wider))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("it standardises 3 features, but these examples have 2");
    }
  }

  @Test
  void images_are_streamed_as_they_are_read() throws IOException {
    int images = 10;
    ByteBuffer pixels = ByteBuffer.allocate(16 + images * 6);
    pixels.putInt(0x803).putInt(images).putInt(2).putInt(3);
    ByteBuffer labels = ByteBuffer.allocate(8 + images).putInt(0x801).putInt(images);
    for (int i = 0; i < images; i++) {
      pixels.put(new byte[] {(byte) (25 * i), 0, 0, 0, 0, 1});
      labels.put((byte) (i % 4));
    }
    Path imagesFile = Files.write(folder.resolve("images"), pixels.array());
    Path labelsFile = Files.write(folder.resolve("labels"), labels.array());
    Dataset whole = Idx.read(imagesFile, labelsFile);
    try (StreamedBatches inOrder = Idx.stream(imagesFile, labelsFile, 4);
        StreamedBatches shuffled = Idx.streamShuffled(imagesFile, labelsFile, 4, 6, SEED)) {
      assertThat(inOrder.classNames()).isEqualTo(whole.classNames()).hasSize(4);
      List<Double> seen = new ArrayList<>();
      for (Batch batch : inOrder) {
        for (double pixel : read(batch.features())) {
          seen.add(pixel);
        }
      }
      double[] all = read(whole.all().features());
      assertThat(seen).hasSize(all.length);
      assertThat(seen.stream().mapToDouble(x -> x).toArray()).isEqualTo(all);
      List<Long> found = new ArrayList<>();
      for (Batch batch : shuffled) {
        double[] values = read(batch.features());
        double[] classes = read(batch.labels());
        for (int i = 0; i < classes.length; i++) {
          long example = Math.round(values[6 * i] * 255 / 25);
          assertThat(classes[i]).isEqualTo(example % 4.0);
          found.add(example);
        }
      }
      assertThat(found).hasSize(images).doesNotHaveDuplicates();
    }
  }

  @Test
  void sizes_are_checked() {
    assertThatThrownBy(() -> CSV.stream(file, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("its size is 0");
    assertThatThrownBy(() -> CSV.streamShuffled(file, 5, 4, SEED))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("it is of 4 examples and a batch of 5");
  }

  /** A JVM that may take 64 MB of heap and as much native memory reads a quarter of a gigabyte. */
  @Test
  @Timeout(120)
  void a_file_larger_than_memory_is_read() throws Exception {
    int images = 1 << 18;
    Path pixels = folder.resolve("pixels");
    try (RandomAccessFile sparse = new RandomAccessFile(pixels.toFile(), "rw")) {
      sparse.write(
          ByteBuffer.allocate(16).putInt(0x803).putInt(images).putInt(32).putInt(32).array());
      // The file takes no room: what was not written is zero.
      sparse.setLength(16 + images * 1024L);
    }
    Path labels = folder.resolve("labels");
    try (RandomAccessFile sparse = new RandomAccessFile(labels.toFile(), "rw")) {
      sparse.write(ByteBuffer.allocate(8).putInt(0x801).putInt(images).array());
      sparse.setLength(8L + images);
    }
    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Dorg.bytedeco.javacpp.maxbytes=64m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SmallReader.class.getName(),
                pixels.toString(),
                labels.toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(reader.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(told).contains("read " + images + " examples");
    assertThat(reader.exitValue()).isZero();
  }
}

package io.github.grad4j.notebooks;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.train.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The first examples of data sets, and counts by class. */
final class DataTables {
  private static final int IMAGES = 20;
  private static final int ROWS = 5;

  private DataTables() {}

  static Shown shown(Dataset examples) {
    if (examples.featureShape().rank() == 2 && !examples.classNames().isEmpty()) {
      int[] first = IntStream.range(0, Math.min(IMAGES, examples.size())).toArray();
      Shown images = Images.of(examples, first).shown();
      return new Shown(
          examples + "\n" + images.text(), images.html(), images.markdown(), images.picture());
    }
    List<String> titles = new ArrayList<>(examples.flattened().featureNames());
    int width = examples.featureShape().size();
    for (int i = titles.size(); i < width; i++) {
      titles.add(Integer.toString(i));
    }
    boolean ofClasses = !examples.classNames().isEmpty();
    if (ofClasses) {
      titles.add("class");
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(ROWS, examples.size()); i++) {
      List<String> cells = new ArrayList<>();
      for (double feature : examples.example(i)) {
        cells.add(Numbers.brief(feature));
      }
      if (ofClasses) {
        cells.add(examples.classNames().get((int) examples.classes()[i]));
      }
      rows.add(cells);
    }
    return Shown.table(
        examples + "\n" + Html.text(titles, rows),
        Html.table(titles, rows) + "<p>" + Html.escaped(examples.toString()) + "</p>");
  }

  static Shown shown(ConfusionMatrix confusion) {
    List<String> titles = new ArrayList<>(List.of("label \\ told"));
    List<List<String>> rows = new ArrayList<>();
    for (int label = 0; label < confusion.classes(); label++) {
      titles.add(Integer.toString(label));
      List<String> cells = new ArrayList<>(List.of(Integer.toString(label)));
      for (int told = 0; told < confusion.classes(); told++) {
        long count = confusion.count(label, told);
        cells.add(count == 0 ? "·" : Long.toString(count));
      }
      rows.add(cells);
    }
    return Shown.table(Html.text(titles, rows), Html.table(titles, rows));
  }
}

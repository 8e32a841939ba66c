package io.github.grad4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Regions.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionsTest {
  private static final int ALIGNMENT = 8;

  private final Regions regions = new Regions(ALIGNMENT);

  @Test
  void begin_at_multiples_of_the_alignment() {
    assertThat(regions.take(3)).isEqualTo(new Region(0, 8));
    assertThat(regions.take(9)).isEqualTo(new Region(8, 16));
    assertThat(regions.extent()).isEqualTo(24);
  }

  @Test
  void are_taken_where_they_fit_best() {
    Region large = regions.take(64);
    regions.take(8);
    Region small = regions.take(16);
    regions.take(8);
    regions.release(large);
    regions.release(small);
    assertThat(regions.take(16)).isEqualTo(small);
    assertThat(regions.take(16).offset()).isEqualTo(large.offset());
  }

  @Test
  void are_joined_with_free_neighbours() {
    List<Region> taken = List.of(regions.take(8), regions.take(8), regions.take(8));
    regions.release(taken.get(0));
    regions.release(taken.get(2));
    regions.release(taken.get(1));
    assertThat(regions.take(24)).isEqualTo(new Region(0, 24));
    assertThat(regions.extent()).isEqualTo(24);
  }

  @Test
  void grow_the_line_from_a_free_end() {
    regions.take(8);
    regions.release(regions.take(8));
    assertThat(regions.take(32)).isEqualTo(new Region(8, 32));
    assertThat(regions.extent()).isEqualTo(40);
  }

  @Test
  void that_are_taken_never_overlap() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Regions line = new Regions(ALIGNMENT);
      List<Region> taken = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        if (!taken.isEmpty() && random.nextInt(5) < 2) {
          line.release(taken.remove(random.nextInt(taken.size())));
        } else {
          Region fresh = line.take(1 + random.nextInt(50));
          assertThat(taken)
              .as("seed %s, step %s, %s", seed, i, fresh)
              .allMatch(other -> fresh.end() <= other.offset() || other.end() <= fresh.offset());
          assertThat(fresh.end()).isLessThanOrEqualTo(line.extent());
          taken.add(fresh);
        }
      }
      taken.forEach(line::release);
      assertThat(line.take(line.extent()).offset()).as("seed %s", seed).isZero();
    }
  }
}

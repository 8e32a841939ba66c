package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordNetGlossesTest {
  private static final Pattern LAST_LINE = Pattern.compile("test accuracy: (\\d{1,3}\\.\\d\\d) %");

  @Test
  void kinds_are_told_by_words() throws Exception {
    List<String> lines = Printed.by(() -> WordNetGlosses.main(new String[0])).lines();
    assertThat(lines.get(0)).startsWith("3200 glosses to learn from and 800 to test on, ");
    assertThat(lines).contains("always the most frequent kind: 20.00 %");
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("animal: ").contains("bird"));
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("food: ").contains("meat"));
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("person: ").contains("who"));
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("plant: ").contains("flower"));
    Matcher last = LAST_LINE.matcher(lines.get(lines.size() - 1));
    assertThat(last.matches()).as("last line of %s", lines).isTrue();
    // 89.00 % where the figure was taken; another CPU may add in another order.
    assertThat(Double.parseDouble(last.group(1))).isBetween(88.0, 90.0);
  }
}

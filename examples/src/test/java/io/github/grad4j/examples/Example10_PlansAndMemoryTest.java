package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a run means, by the numbers. */
class Example10_PlansAndMemoryTest {

  @Test
  void what_was_read_does_not_change() throws Exception {
    Printed printed = Printed.by(() -> Example10_PlansAndMemory.main(new String[0]));
    assertThat(printed.numbers("first run")).containsExactly(1, 4, 9);
    assertThat(printed.numbers("second run")).containsExactly(16, 25, 36);
    assertThat(printed.numbers("bytes of a closed plan")).containsExactly(0);
    assertThat(printed.text("a run after close:")).isEqualTo("PlanException");
  }

  @Test
  void memory_and_work_are_shared() throws Exception {
    Printed printed = Printed.by(() -> Example10_PlansAndMemory.main(new String[0]));
    assertThat(printed.numbers("computed")).containsExactly(3);
    assertThat(printed.text("less than 5 of them are held")).isEqualTo("true");
  }

  @Test
  void updates_are_assigned_after_a_run_or_not_at_all() throws Exception {
    Printed printed = Printed.by(() -> Example10_PlansAndMemory.main(new String[0]));
    assertThat(printed.numbers("a - b, first run")).containsExactly(-1);
    assertThat(printed.numbers("a - b, second run")).containsExactly(1);
    assertThat(printed.numbers("a - b, third run")).containsExactly(-1);
    assertThat(printed.text("log 0 is refused:")).isEqualTo("NonFiniteException");
    assertThat(printed.numbers("w is still")).containsExactly(0);
  }
}

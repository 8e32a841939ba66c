package io.github.grad4j.examples;

import static io.github.grad4j.autograd.explain.Explanation.explain;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.explain.Graph;
import io.github.grad4j.autograd.explain.SteppingPage;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Formulas as pictures: a table, a flowchart, a large graph folded, and a page for the browser on
 * which one steps through a derivation.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example13_Graphs -Dargs=page.html}; without a file it
 * writes no page.
 */
public final class Example13_Graphs {
  private Example13_Graphs() {}

  /**
   * Prints graphs, and writes the page.
   *
   * @param args the file of the page, or none
   * @throws IOException if the file cannot be written
   */
  public static void main(String[] args) throws IOException {
    /*
     * One neuron: two inputs, their weights, a bias, and how far it is from the 1 that it should
     * say.
     */
    Tensor x = constant(new double[] {1, 2});
    Variable w = variable("w", constant(new double[] {0.5, -0.25}));
    Variable b = variable("b", constant(0.5));
    Tensor y = sigmoid(add(reduceSum(multiply(w, x)), b));
    Tensor loss = square(subtract(y, 1));

    /*
     * The graph as a table: each tensor once, what it is made of, and, as we ask for them, its
     * value and the gradients of the variables.
     */
    System.out.print(Graph.of(loss).withValues().withGradients(loss, List.of(w, b)));

    /*
     * The same as a flowchart in Mermaid, which GitHub draws. dot() writes it for Graphviz, and
     * json() as data.
     */
    System.out.print(Graph.of(loss).mermaid());

    /*
     * What a plan makes of it: kernels, most of them of several ops.
     */
    try (Plan plan = Plan.of(loss)) {
      System.out.print(Graph.of(plan));
    }

    /*
     * A loop of a thousand rounds, in four boxes at most.
     */
    Tensor state = x;
    for (int i = 0; i < 1000; i++) {
      state = tanh(add(multiply(w, state), b));
    }
    System.out.print(Graph.of(state).folded(4));

    /*
     * A page that needs no network: forward through the formula, and backward through its
     * derivation, with the numbers of each step.
     */
    if (args.length > 0) {
      Files.writeString(Path.of(args[0]), SteppingPage.of(explain(loss, w, b)));
    }
  }

  /*
   * Prints:
   * name  op            type       inputs  parameters  bytes  value         gradient                where
   * %0    variable w    DOUBLE[2]                   2     16  [0.5, -0.25]  [-0.177447, -0.354894]
   * %1    constant      DOUBLE[2]                         16  [1, 2]
   * %2    multiply      DOUBLE[2]  %0, %1                 16  [0.5, -0.5]                           at Example13_Graphs.java:40
   * %3    reduceSum     DOUBLE[]   %2                      8  0                                     at Example13_Graphs.java:40
   * %4    variable b    DOUBLE[]                    1      8  0.5           -0.177447
   * %5    add           DOUBLE[]   %3, %4                  8  0.5                                   at Example13_Graphs.java:40
   * %6    sigmoid       DOUBLE[]   %5                      8  0.622459                              at Example13_Graphs.java:40
   * %7    constant 1.0  DOUBLE[]                           8  1
   * %8    subtract      DOUBLE[]   %6, %7                  8  -0.377541                             at Example13_Graphs.java:41
   * %9    square        DOUBLE[]   %8                      8  0.142537                              at Example13_Graphs.java:41
   * 10 tensors: 2 variables, 2 constants, 6 ops
   * 3 parameters; values take 104 bytes
   * outputs: %9
   * flowchart TD
   *   n0[("%0 variable w<br>DOUBLE[2]")]
   *   n1("%1 constant<br>DOUBLE[2]")
   *   n2["%2 multiply<br>DOUBLE[2]"]
   *   n3["%3 reduceSum<br>DOUBLE[]"]
   *   n4[("%4 variable b<br>DOUBLE[]")]
   *   n5["%5 add<br>DOUBLE[]"]
   *   n6["%6 sigmoid<br>DOUBLE[]"]
   *   n7("%7 constant 1.0<br>DOUBLE[]")
   *   n8["%8 subtract<br>DOUBLE[]"]
   *   n9["%9 square<br>DOUBLE[]"]:::output
   *   n0 --> n2
   *   n1 --> n2
   *   n2 --> n3
   *   n3 --> n5
   *   n4 --> n5
   *   n5 --> n6
   *   n6 --> n8
   *   n7 --> n8
   *   n8 --> n9
   *   classDef output stroke-width:4px
   * name  op            type       inputs      parameters  bytes  where
   * %0    variable w    DOUBLE[2]                       2     16
   * %1    constant      DOUBLE[2]                             16
   * %2    multiply      DOUBLE[2]  %0, %1                     16  at Example13_Graphs.java:40
   * %3    reduceSum     DOUBLE[]   %2                          8  at Example13_Graphs.java:40
   * %4    variable b    DOUBLE[]                        1      8
   * %7    constant 1.0  DOUBLE[]                               8
   * %9    4 fused ops   DOUBLE[]   %3, %4, %7                  8  at Example13_Graphs.java:40, at Example13_Graphs.java:41
   * 10 tensors: 2 variables, 2 constants, 6 ops
   * 3 parameters; values take 80 bytes
   * 3 kernels in each run; the plan holds 192 bytes
   * outputs: %9
   * name   op                            type       inputs      parameters   bytes  where
   * %0     variable w                    DOUBLE[2]                       2      16
   * %3     variable b                    DOUBLE[]                        1       8
   * %1     constant                      DOUBLE[2]                              16
   * %3002  1000 × (multiply, add, tanh)  DOUBLE[2]  %0, %1, %3              48,000  at Example13_Graphs.java:67
   * 3,003 tensors: 2 variables, 1 constant, 3,000 ops
   * 3 parameters; values take 48,040 bytes
   * outputs: %3002
   */
}

package io.github.grad4j.autograd.train;

import static io.github.grad4j.autograd.train.Metrics.accuracy;
import static io.github.grad4j.autograd.train.TrainingFile.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.grad4j.autograd.train.TrainingFile.Model;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Optimizers step by step, and minimisers, against references that were computed elsewhere: by
 * torch.optim and NumPy, and by L-BFGS followed by Newton's method.
 *
 * <p>The system property {@code grad4j.trajectories} names another file; a relative path is taken
 * from the root of the project, and the path of the data in the file from the file itself.
 */
final class TrajectoryTest {
  private static TrainingFile file() throws IOException, URISyntaxException {
    String named = System.getProperty("grad4j.trajectories", "");
    if (!named.isBlank()) {
      Path project = Path.of(System.getProperty("grad4j.root", "")).toAbsolutePath();
      return TrainingFile.read(project.resolve(named.strip()));
    }
    URL resource = TrajectoryTest.class.getResource("/oracles/training/training_iris.json");
    assertThat(resource).as("the reference among the test resources").isNotNull();
    return TrainingFile.read(Path.of(resource.toURI()));
  }

  @TestFactory
  Stream<DynamicContainer> every_reference_is_reproduced() throws IOException, URISyntaxException {
    TrainingFile file = file();
    List<DynamicTest> trajectories = new ArrayList<>();
    for (JsonNode trajectory : file.trajectories()) {
      trajectories.add(
          dynamicTest(trajectory.path("name").asText(), () -> follow(file, trajectory)));
    }
    List<DynamicTest> minimisers = new ArrayList<>();
    for (JsonNode minimiser : file.minimisers()) {
      String lambda = "lambda " + minimiser.path("lambda");
      // The gradient at which each search ends; the rest follows from it.
      minimisers.add(
          dynamicTest(
              lambda + " by L-BFGS",
              () -> reach(file, minimiser, new Lbfgs().withGradientTolerance(1e-8))));
      minimisers.add(
          dynamicTest(
              lambda + " by Newton's method",
              () -> reach(file, minimiser, new NewtonCg().withGradientTolerance(1e-10))));
    }
    assertThat(trajectories).isNotEmpty();
    assertThat(minimisers).isNotEmpty();
    return Stream.of(
        dynamicContainer("trajectories", trajectories), dynamicContainer("minimisers", minimisers));
  }

  /** The plan for one size of batch. */
  private record Sized(Input x, Input labels, Tensor loss, Plan plan) {
    double run(Rows features, Rows classes) {
      return plan.feed(x, features).feed(labels, classes).run().scalar(loss);
    }
  }

  private static void follow(TrainingFile file, JsonNode trajectory) {
    Model model = file.model(trajectory.path("init").asText());
    double lambda = trajectory.path("lambda").doubleValue();
    Optimizer optimizer = TrainingFile.optimizer(trajectory);
    OptimizerState state = optimizer.init(model.parameters());
    Offset<Double> loss = within(trajectory.path("tol").path("fullLoss").doubleValue());
    Offset<Double> parameter = within(trajectory.path("tol").path("params").doubleValue());
    Rows features = Rows.of(file.features());
    Rows labels = Rows.of(file.labels());
    List<int[]> batches = file.batches(trajectory);
    Tensor whole = model.loss(Constant.of(file.features()), Constant.of(file.labels()), lambda);
    Map<Integer, Sized> plans = new HashMap<>();
    try (Plan full = Plan.of(whole)) {
      assertThat(full.run().scalar(whole))
          .as("loss of all examples at first")
          .isCloseTo(trajectory.path("fullLoss").path(0).doubleValue(), loss);
      for (int i = 0; i < batches.size(); i++) {
        int[] batch = batches.get(i);
        Rows x = features.select(batch, 0, batch.length);
        Rows y = labels.select(batch, 0, batch.length);
        Sized sized =
            plans.computeIfAbsent(
                batch.length,
                size -> {
                  Input in = new Input("x", x.type());
                  Input classes = new Input("labels", y.type());
                  Tensor batchLoss = model.loss(in, classes, lambda);
                  return new Sized(
                      in,
                      classes,
                      batchLoss,
                      Plan.of(List.of(batchLoss), optimizer.updates(batchLoss, state)));
                });
        String step = " of step " + (i + 1);
        assertThat(sized.run(x, y))
            .as("loss of the batch" + step)
            .isCloseTo(trajectory.path("batchLoss").path(i).doubleValue(), loss);
        assertThat(full.run().scalar(whole))
            .as("loss of all examples after it" + step)
            .isCloseTo(trajectory.path("fullLoss").path(i + 1).doubleValue(), loss);
        JsonNode after = trajectory.path("after").path(String.valueOf(i + 1));
        if (!after.isMissingNode()) {
          check(model, after, step, parameter);
        }
      }
      check(model, trajectory, " at the end", parameter);
    } finally {
      plans.values().forEach(sized -> sized.plan.close());
    }
  }

  private static void check(Model model, JsonNode expected, String when, Offset<Double> tolerance) {
    check(model.w(), expected.path("W"), when, tolerance);
    check(model.b(), expected.path("b"), when, tolerance);
  }

  private static void check(
      Variable variable, JsonNode expected, String when, Offset<Double> tolerance) {
    assertThat(variable.value().ravel().toDoubleVector())
        .as(variable.name() + when)
        .containsExactly(numbers(expected.path("data")), tolerance);
  }

  /**
   * Where the smallest eigenvalue of the Hessian is e, a gradient of norm g leaves the parameters
   * within g/e of the minimiser, and the loss within g²/(2e) of its least value. Twice as much is
   * allowed, for the eigenvalue is that at the minimiser, and rounding.
   */
  private static void reach(TrainingFile file, JsonNode minimiser, Minimizer search) {
    double lambda = minimiser.path("lambda").doubleValue();
    Model model = file.model("zeros");
    Constant x = Constant.of(file.features());
    Constant labels = Constant.of(file.labels());
    Minimum minimum = search.minimize(model.loss(x, labels, lambda), model.parameters());
    assertThat(minimum.converged()).as(minimum.toString()).isTrue();
    double eigenvalue = minimiser.path("minHessianEigenvalue").asDouble(lambda);
    double g = minimum.gradientNorm() + minimiser.path("gradientNorm").doubleValue();
    double least = minimiser.path("loss").doubleValue();
    assertThat(minimum.loss())
        .isCloseTo(least, within(g * g / eigenvalue + 1e-14 * Math.max(1, least)));
    Offset<Double> near = within(2 * g / eigenvalue + 1e-13);
    check(model.w(), minimiser.path("W"), " at " + minimum, near);
    // The loss is the same for all biases that differ by one number.
    double[] b = model.b().value().toDoubleVector();
    double mean = Arrays.stream(b).average().orElseThrow();
    model.b().assign(Arrays.stream(b).map(value -> value - mean).toArray());
    check(model.b(), minimiser.path("b"), " at " + minimum, near);
    double share = accuracy(labels, model.logits(x)).evaluate().getDouble();
    assertThat(share).isCloseTo(minimiser.path("trainAccuracy").doubleValue(), within(1e-12));
  }
}

package io.github.grad4j.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.autograd.check.GradientCheck;
import io.github.grad4j.autograd.check.OpCheck;
import io.github.grad4j.autograd.check.OpProperty;
import io.github.grad4j.autograd.data.BagOfWords;
import io.github.grad4j.autograd.data.Csv;
import io.github.grad4j.autograd.data.DataCache;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.data.DownloadListener;
import io.github.grad4j.autograd.data.Holdout;
import io.github.grad4j.autograd.data.Idx;
import io.github.grad4j.autograd.data.MnistDownload;
import io.github.grad4j.autograd.data.RemoteFile;
import io.github.grad4j.autograd.data.Standardizer;
import io.github.grad4j.autograd.data.StreamedBatches;
import io.github.grad4j.autograd.explain.Explanation;
import io.github.grad4j.autograd.explain.Graph;
import io.github.grad4j.autograd.explain.SteppingPage;
import io.github.grad4j.autograd.files.AtomicFile;
import io.github.grad4j.autograd.files.NamedTensors;
import io.github.grad4j.autograd.files.Npy;
import io.github.grad4j.autograd.files.Npz;
import io.github.grad4j.autograd.files.SafeTensors;
import io.github.grad4j.autograd.models.Certificate;
import io.github.grad4j.autograd.models.Classifier;
import io.github.grad4j.autograd.models.DualityGap;
import io.github.grad4j.autograd.models.LinearRegression;
import io.github.grad4j.autograd.models.LogisticRegression;
import io.github.grad4j.autograd.models.MultilayerPerceptron;
import io.github.grad4j.autograd.models.MultilayerPerceptron.Activation;
import io.github.grad4j.autograd.models.Predictor;
import io.github.grad4j.autograd.models.Separation;
import io.github.grad4j.autograd.models.SoftmaxRegression;
import io.github.grad4j.autograd.train.Adadelta;
import io.github.grad4j.autograd.train.Adagrad;
import io.github.grad4j.autograd.train.Adam;
import io.github.grad4j.autograd.train.AdamW;
import io.github.grad4j.autograd.train.Adamax;
import io.github.grad4j.autograd.train.Batch;
import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.autograd.train.Calibration;
import io.github.grad4j.autograd.train.Checkpoint;
import io.github.grad4j.autograd.train.Clipping;
import io.github.grad4j.autograd.train.ConfusionMatrix;
import io.github.grad4j.autograd.train.ConstantRate;
import io.github.grad4j.autograd.train.CosineDecay;
import io.github.grad4j.autograd.train.Evaluation;
import io.github.grad4j.autograd.train.ExponentialDecay;
import io.github.grad4j.autograd.train.Fit;
import io.github.grad4j.autograd.train.FitListener;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.autograd.train.Initializers;
import io.github.grad4j.autograd.train.InverseTimeDecay;
import io.github.grad4j.autograd.train.Lbfgs;
import io.github.grad4j.autograd.train.Metrics;
import io.github.grad4j.autograd.train.Minimum;
import io.github.grad4j.autograd.train.NAdam;
import io.github.grad4j.autograd.train.NewtonCg;
import io.github.grad4j.autograd.train.OnPlateau;
import io.github.grad4j.autograd.train.OneCycle;
import io.github.grad4j.autograd.train.Optimizer;
import io.github.grad4j.autograd.train.OptimizerState;
import io.github.grad4j.autograd.train.Penalties;
import io.github.grad4j.autograd.train.Position;
import io.github.grad4j.autograd.train.RmsProp;
import io.github.grad4j.autograd.train.Schedule;
import io.github.grad4j.autograd.train.Sgd;
import io.github.grad4j.autograd.train.SgdW;
import io.github.grad4j.autograd.train.StepDecay;
import io.github.grad4j.autograd.train.Training;
import io.github.grad4j.autograd.train.WarmUp;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import io.github.grad4j.ops.Exp;
import io.github.grad4j.ops.Ops;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import user.model.Caller;

/**
 * A null in place of any argument of the public methods that make, run, write and read formulas is
 * named.
 */
class NullsTest {
  private static final Input X = Input.of("x", DataType.DOUBLE, 2);
  private static final Variable W = Variable.of("w", new double[2], Shape.of(2));

  /** Whose public methods are called. */
  private static final List<Class<?>> CLASSES =
      List.of(
          Adadelta.class,
          Adagrad.class,
          Adam.class,
          Adamax.class,
          AdamW.class,
          AtomicFile.class,
          Autograd.class,
          Axes.class,
          BagOfWords.class,
          Batch.class,
          Batches.class,
          Calibration.class,
          Certificate.class,
          Checkpoint.class,
          Clipping.class,
          ConfusionMatrix.class,
          Constant.class,
          ConstantRate.class,
          CosineDecay.class,
          Csv.class,
          DataCache.class,
          Dataset.class,
          Dataset.Split.class,
          Domain.class,
          DualityGap.class,
          Evaluation.class,
          Example.class,
          Explanation.class,
          ExponentialDecay.class,
          Fit.class,
          GradientCheck.class,
          Graph.class,
          History.class,
          History.Epoch.class,
          Holdout.class,
          Idx.class,
          Initializers.class,
          Input.class,
          InverseTimeDecay.class,
          Lbfgs.class,
          LinearRegression.class,
          LogisticRegression.class,
          Metrics.class,
          Minimum.class,
          MnistDownload.class,
          MultilayerPerceptron.class,
          NAdam.class,
          NamedTensors.class,
          NewtonCg.class,
          Notation.class,
          Notation.Derivative.class,
          Notation.Symbols.class,
          Npy.class,
          Npz.class,
          OnPlateau.class,
          OneCycle.class,
          OpCheck.class,
          Optimizer.class,
          OptimizerState.class,
          Partial.class,
          Penalties.class,
          Plan.class,
          Position.class,
          Predictor.class,
          RemoteFile.class,
          RmsProp.class,
          Rows.class,
          SafeTensors.class,
          Separation.class,
          Sgd.class,
          SgdW.class,
          Shape.class,
          SoftmaxRegression.class,
          Standardizer.class,
          StepDecay.class,
          SteppingPage.class,
          StreamedBatches.class,
          TensorType.class,
          Tensors.class,
          TensorType.class,
          Training.class,
          Update.class,
          Variable.class,
          WarmUp.class);

  /** An argument of each type. */
  private static final Map<Class<?>, Object> ARGUMENTS = arguments();

  private static Map<Class<?>, Object> arguments() {
    Map<Class<?>, Object> arguments = new HashMap<>();
    INDArray array = Nd4j.create(new double[] {1, 2});
    Rows rows = Rows.of(array);
    Tensor loss = Ops.reduceSum(Ops.multiply(X, W));
    OptimizerState state = new OptimizerState(List.of(W), List.of());
    arguments.putAll(dataArguments());
    arguments.putAll(modelArguments());
    arguments.put(int.class, 0);
    arguments.put(long.class, 0L);
    arguments.put(double.class, 0.5);
    arguments.put(boolean.class, false);
    arguments.put(String.class, "name");
    arguments.put(int[].class, new int[] {0});
    arguments.put(long[].class, new long[] {1, 2});
    arguments.put(double[].class, new double[] {1, 2});
    arguments.put(float[].class, new float[] {1, 2});
    arguments.put(boolean[].class, new boolean[] {true, false});
    arguments.put(double[][].class, new double[][] {{1, 2}});
    arguments.put(float[][].class, new float[][] {{1, 2}});
    arguments.put(Tensor.class, loss);
    arguments.put(Tensor[].class, new Tensor[] {loss});
    arguments.put(Constant.class, Constant.of(1.0));
    arguments.put(Constant[].class, new Constant[] {Constant.of(1.0)});
    arguments.put(Input.class, X);
    arguments.put(Variable.class, W);
    arguments.put(INDArray.class, array);
    arguments.put(Shape.class, Shape.of(1, 2));
    arguments.put(DataType.class, DataType.DOUBLE);
    arguments.put(TensorType.class, X.type());
    arguments.put(Axes.class, Axes.axes(0));
    arguments.put(Rows.class, rows);
    arguments.put(Batch.class, new Batch(rows, rows));
    arguments.put(Batches.class, Batches.inOrder(array, array, 2));
    arguments.put(Iterable.class, List.of());
    arguments.put(Collection.class, List.of(loss));
    arguments.put(List.class, List.of());
    arguments.put(Map.class, Map.of());
    arguments.put(Domain.class, Domain.real(2));
    arguments.put(Domain.Kind.class, Domain.Kind.REAL);
    arguments.put(Example.class, new Example("e", List.of(), in -> loss));
    Notation notation = Notation.of("#x").slope("1");
    arguments.put(Notation.class, notation);
    arguments.put(Notation.Derivative.class, notation.derivatives().get(0));
    arguments.put(
        Notation.Symbols.class, new Notation.Symbols(List.of("x"), List.of("x"), "y", "\\bar{y}"));
    arguments.put(Explanation.class, Explanation.explain(Ops.reduceSum(W), W));
    arguments.put(Partial.class, Partial.none());
    arguments.put(Update.class, new Update(W, W));
    arguments.put(Plan.class, Plan.of(loss));
    arguments.put(GradientCheck.class, GradientCheck.of(loss));
    arguments.put(Op.class, new Exp());
    arguments.put(OpCheck.class, OpCheck.of(new Exp()));
    arguments.put(OpProperty.class, OpProperty.TYPES);
    arguments.put(Graph.class, Graph.of(W));
    arguments.put(OptimizerState.class, state);
    arguments.put(Optimizer.class, new Sgd(0.1));
    arguments.put(Sgd.class, new Sgd(0.1));
    arguments.put(Adadelta.class, new Adadelta(0.1));
    arguments.put(Adagrad.class, new Adagrad(0.1));
    arguments.put(Adam.class, new Adam(0.1));
    arguments.put(Adam.Divisor.class, Adam.Divisor.LATEST);
    arguments.put(AdamW.class, new AdamW(0.1));
    arguments.put(Adamax.class, new Adamax(0.1));
    arguments.put(NAdam.class, new NAdam(0.1));
    arguments.put(RmsProp.class, new RmsProp(0.1));
    arguments.put(RmsProp.Moment.class, RmsProp.Moment.RAW);
    arguments.put(Sgd.Momentum.class, Sgd.Momentum.CLASSICAL);
    arguments.put(SgdW.class, new SgdW(new Sgd(0.1), 0));
    ConstantRate rate = new ConstantRate(0.1);
    arguments.put(Schedule.class, rate);
    arguments.put(ConstantRate.class, rate);
    arguments.put(CosineDecay.class, new CosineDecay(0.1, 5));
    arguments.put(ExponentialDecay.class, new ExponentialDecay(0.1, 0.5));
    arguments.put(InverseTimeDecay.class, new InverseTimeDecay(0.1, 0.5));
    arguments.put(OnPlateau.class, new OnPlateau(0.1));
    arguments.put(OneCycle.class, new OneCycle(0.1, 5));
    arguments.put(StepDecay.class, new StepDecay(0.1, 0.5, 5));
    arguments.put(WarmUp.class, new WarmUp(5, rate));
    arguments.put(Lbfgs.class, new Lbfgs());
    arguments.put(NewtonCg.class, new NewtonCg());
    arguments.put(Minimum.Reason.class, Minimum.Reason.CONVERGED);
    arguments.put(Random.class, new Random(1));
    arguments.put(DoubleSupplier.class, (DoubleSupplier) () -> 0);
    arguments.put(Runnable.class, (Runnable) () -> {});
    arguments.put(Function.class, (Function<List<Tensor>, Tensor>) in -> loss);
    arguments.put(UnaryOperator.class, UnaryOperator.<Tensor>identity());
    BinaryOperator<Tensor> model = (x, labels) -> loss;
    arguments.put(BinaryOperator.class, model);
    arguments.put(Evaluation.class, new Evaluation(model));
    Training training = new Training(model, List.of(W), new Sgd(0.1));
    arguments.put(Training.class, training);
    OptionalDouble none = OptionalDouble.empty();
    History.Epoch epoch = new History.Epoch(1, 0, none, Map.of(), none);
    FitListener listener = ended -> {};
    arguments.put(OptionalDouble.class, none);
    arguments.put(Fit.class, Fit.of(training, Batches.inOrder(array, array, 2)));
    arguments.put(FitListener.class, listener);
    arguments.put(History.class, new History(List.of(), History.End.ALL_EPOCHS));
    arguments.put(History.End.class, History.End.ALL_EPOCHS);
    arguments.put(History.Epoch.class, epoch);
    Position position = new Position(0, 0, OptionalLong.empty());
    arguments.put(OptionalLong.class, position.seed());
    arguments.put(Position.class, position);
    arguments.put(Path.class, Path.of("no/such/file"));
    try {
      Path saved = Files.createTempFile("NullsTest", ".safetensors");
      Checkpoint.save(saved, state, position);
      arguments.put(Checkpoint.class, Checkpoint.load(saved));
      arguments.put(NamedTensors.class, SafeTensors.read(saved));
      Files.delete(saved);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return arguments;
  }

  /** Those of what reads data. */
  private static Map<Class<?>, Object> dataArguments() {
    Map<Class<?>, Object> arguments = new HashMap<>();
    Dataset dataset = Dataset.ofClasses(new double[][] {{1, 2}}, new long[] {0});
    URI address = URI.create("http://127.0.0.1/file");
    DownloadListener listener = (file, received, total) -> {};
    arguments.put(Dataset.class, dataset);
    arguments.put(Dataset.Split.class, new Dataset.Split(dataset, dataset));
    arguments.put(Standardizer.class, Standardizer.fit(dataset));
    arguments.put(Holdout.class, new Holdout(List.of(), List.of()));
    arguments.put(Csv.class, Csv.ofClasses("class"));
    arguments.put(BagOfWords.class, BagOfWords.counts(List.of("word"), 1));
    arguments.put(Calibration.class, new Calibration(List.of()));
    arguments.put(ConfusionMatrix.class, ConfusionMatrix.of(new long[1], new long[1], 1));
    arguments.put(DataCache.class, DataCache.at(Path.of("cache")));
    arguments.put(MnistDownload.class, MnistDownload.MNIST);
    arguments.put(AtomicFile.Content.class, (AtomicFile.Content) out -> {});
    arguments.put(RemoteFile.class, new RemoteFile(address, "file", "0".repeat(64), 1));
    arguments.put(DownloadListener.class, listener);
    arguments.put(URI.class, address);
    arguments.put(InputStream.class, InputStream.nullInputStream());
    arguments.put(Duration.class, Duration.ofSeconds(1));
    arguments.put(char.class, ';');
    arguments.put(String[].class, new String[0]);
    try {
      Path lines = Files.createTempFile("NullsTest", ".csv");
      Files.writeString(lines, "x,class\n1,a\n");
      arguments.put(StreamedBatches.class, Csv.ofClasses("class").stream(lines, 1));
      Files.delete(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return arguments;
  }

  private static Map<Class<?>, Object> modelArguments() {
    Map<Class<?>, Object> arguments = new HashMap<>();
    SoftmaxRegression softmax = SoftmaxRegression.of(2, 2, DataType.DOUBLE);
    Activation activation = Activation.RELU;
    arguments.put(Classifier.class, softmax);
    arguments.put(SoftmaxRegression.class, softmax);
    arguments.put(LogisticRegression.class, LogisticRegression.of(2, DataType.DOUBLE));
    arguments.put(LinearRegression.class, LinearRegression.of(2, DataType.DOUBLE));
    arguments.put(Activation.class, activation);
    arguments.put(
        MultilayerPerceptron.class,
        MultilayerPerceptron.of(List.of(2, 2), activation, DataType.DOUBLE, 1));
    arguments.put(Predictor.class, Predictor.of(softmax));
    return arguments;
  }

  @TestFactory
  Stream<DynamicTest> every_null_is_named() {
    return CLASSES.stream().flatMap(NullsTest::calls).flatMap(NullsTest::tests);
  }

  private static Stream<Executable> calls(Class<?> type) {
    List<Executable> calls = new ArrayList<>(List.of(type.getDeclaredMethods()));
    calls.addAll(List.of(type.getDeclaredConstructors()));
    return calls.stream()
        .filter(call -> Modifier.isPublic(call.getModifiers()))
        .filter(call -> !call.isSynthetic())
        .filter(call -> !call.getName().equals("equals"))
        // Java's own, of an enum.
        .filter(call -> !type.isEnum() || !call.getName().equals("valueOf"));
  }

  private static Stream<DynamicTest> tests(Executable call) {
    return Stream.iterate(0, i -> i < call.getParameterCount(), i -> i + 1)
        .filter(i -> !call.getParameterTypes()[i].isPrimitive())
        .map(i -> DynamicTest.dynamicTest(call + " argument " + i, () -> check(call, i)));
  }

  private static void check(Executable call, int index) {
    Object[] values = Stream.of(call.getParameterTypes()).map(NullsTest::argument).toArray();
    values[index] = absent().orElse(null);
    ThrowingSupplier<Object> made = () -> Caller.call(call, target(call), values);
    assertThatThrownBy(made::get, "argument %d of %s", index, call)
        .isInstanceOf(ArgumentException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .contains(" is null; every argument must be given at Caller.java:"));
  }

  /** A null that the compiler's checks do not see. */
  private static Optional<Object> absent() {
    return Optional.empty();
  }

  private static Optional<Object> target(Executable call) {
    return call instanceof Method method && !Modifier.isStatic(method.getModifiers())
        ? Optional.of(argument(method.getDeclaringClass()))
        : Optional.empty();
  }

  private static Object argument(Class<?> type) {
    Object argument = ARGUMENTS.get(type);
    if (argument == null) {
      throw new AssertionError("there is no argument of " + type + " yet");
    }
    return argument;
  }
}

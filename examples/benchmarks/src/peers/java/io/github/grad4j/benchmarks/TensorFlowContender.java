package io.github.grad4j.benchmarks;

import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.SoftmaxCrossEntropyWithLogits;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** TensorFlow-Java: a graph and a session, which reads the batch in a tensor made beforehand. */
public final class TensorFlowContender implements Contender {
  /** For the service loader. */
  public TensorFlowContender() {}

  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public Step prepare(int batch, Rule rule) {
    return new InSession(new Problem(batch, rule));
  }

  private static final class InSession implements Step {
    private final Graph graph = new Graph();
    private final Session session;
    private final TFloat32 images;
    private final TFloat32 oneHot;
    private final Placeholder<TFloat32> x;
    private final Placeholder<TFloat32> labels;
    private final Operand<TFloat32> loss;
    private final Op[] updates;

    InSession(Problem problem) {
      images =
          TFloat32.tensorOf(
              Shape.of(problem.batch(), Problem.FEATURES), DataBuffers.of(problem.images()));
      oneHot =
          TFloat32.tensorOf(
              Shape.of(problem.batch(), Problem.CLASSES), DataBuffers.of(problem.labels()));
      Ops tf = Ops.create(graph);
      x = tf.placeholder(TFloat32.class, Placeholder.shape(images.shape()));
      labels = tf.placeholder(TFloat32.class, Placeholder.shape(oneHot.shape()));
      int threads = Jvm.threads();
      session =
          new Session(
              graph,
              ConfigProto.newBuilder()
                  .setIntraOpParallelismThreads(threads)
                  .setInterOpParallelismThreads(1)
                  .build());
      Variable<TFloat32> w = zeros(tf, Shape.of(Problem.FEATURES, Problem.CLASSES));
      Variable<TFloat32> b = zeros(tf, Shape.of(Problem.CLASSES));
      SoftmaxCrossEntropyWithLogits<TFloat32> each =
          tf.nn.softmaxCrossEntropyWithLogits(tf.math.add(tf.linalg.matMul(x, w), b), labels);
      loss = tf.math.mean(each.loss(), tf.constant(0));
      Gradients gradients = tf.gradients(loss, List.of(w, b));
      updates =
          switch (problem.rule()) {
            case SGD ->
                new Op[] {
                  descend(tf, w, gradients.dy(0), problem.rule()),
                  descend(tf, b, gradients.dy(1), problem.rule())
                };
            case ADAM -> adam(tf, List.of(w, b), gradients, problem.rule());
          };
    }

    private Variable<TFloat32> zeros(Ops tf, Shape shape) {
      return variable(tf, tf.zeros(tf.constant(shape.asArray()), TFloat32.class), shape);
    }

    private Variable<TFloat32> variable(Ops tf, Operand<TFloat32> first, Shape shape) {
      Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
      session.run(tf.assign(variable, first));
      return variable;
    }

    private static Op descend(
        Ops tf, Operand<TFloat32> variable, Operand<TFloat32> gradient, Rule rule) {
      return tf.train.applyGradientDescent(
          variable, tf.constant((float) rule.learningRate()), gradient);
    }

    /** Both parameters' updates, and after them those of the powers of β. */
    private Op[] adam(Ops tf, List<Variable<TFloat32>> parameters, Gradients gradients, Rule rule) {
      Operand<TFloat32> beta1 = tf.constant((float) Rule.BETA1);
      Operand<TFloat32> beta2 = tf.constant((float) Rule.BETA2);
      Variable<TFloat32> power1 = variable(tf, beta1, Shape.scalar());
      Variable<TFloat32> power2 = variable(tf, beta2, Shape.scalar());
      Op[] ops = new Op[parameters.size() + 2];
      for (int i = 0; i < parameters.size(); i++) {
        Variable<TFloat32> parameter = parameters.get(i);
        ops[i] =
            tf.train.applyAdam(
                parameter,
                zeros(tf, parameter.shape()),
                zeros(tf, parameter.shape()),
                power1,
                power2,
                tf.constant((float) rule.learningRate()),
                beta1,
                beta2,
                tf.constant((float) Rule.EPSILON),
                gradients.dy(i));
      }
      Ops later = tf.withControlDependencies(ops[0], ops[1]);
      ops[2] = later.assign(power1, later.math.mul(power1, beta1));
      ops[3] = later.assign(power2, later.math.mul(power2, beta2));
      return ops;
    }

    @Override
    public double train(int steps) {
      double last = 0;
      for (int i = 0; i < steps; i++) {
        Session.Runner runner = session.runner().feed(x, images).feed(labels, oneHot).fetch(loss);
        for (Op update : updates) {
          runner.addTarget(update);
        }
        last = read(runner);
      }
      return last;
    }

    @Override
    public double loss() {
      return read(session.runner().feed(x, images).feed(labels, oneHot).fetch(loss));
    }

    private static double read(Session.Runner runner) {
      try (Result result = runner.run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }

    @Override
    public void close() {
      session.close();
      graph.close();
      images.close();
      oneHot.close();
    }
  }
}

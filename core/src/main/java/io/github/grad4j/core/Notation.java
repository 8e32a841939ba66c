package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an op and its derivatives are written in LaTeX.
 *
 * <pre>{@code
 * Notation.of("\\ln #x").slope("\\frac{1}{#x}")                                // log
 * Notation.of("\\mathrm{sum}(#x)").adjoint("1", "\\mathrm{spread}(#bar)")       // a linear map
 * }</pre>
 *
 * <p>In a template {@code #} and an input's name stand for that input, {@code #out} for the output,
 * {@code #bar} for the output's cotangent, and {@code #(, )} for all inputs with a comma in
 * between.
 *
 * <p>Each input has a derivative, in the order of the inputs: {@link #slope} where the derivative
 * is one number for each element, {@link #adjoint} for other linear maps, {@link #none} where
 * nothing flows. The last one given serves for the inputs behind it too; with none given, a
 * derivative is written in general, ∂y/∂x.
 *
 * <p>Conventions: products are written {@code \cdot}, those of matrices without a sign, elements
 * {@code #x[i]}; a condition in brackets is 1 where it holds and 0 elsewhere. Macros that GitHub
 * refuses or Markdown mangles are avoided: {@code \mathrm} in place of {@code \operatorname},
 * {@code \lt} and {@code \gt}, {@code \cr} between the rows of a matrix, no backslash before
 * punctuation.
 *
 * @param value the output
 * @param derivatives one for each input
 */
public record Notation(String value, List<Derivative> derivatives) {
  private static final Pattern PLACEHOLDER = Pattern.compile("#(?:\\(([^)]*)\\)|([A-Za-z0-9]+))");

  /** A number that needs no parentheses wherever it stands. */
  private static final Pattern PLAIN_NUMBER = Pattern.compile("[0-9.]+");

  /** A number of any kind. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9.].*|-(?:\\\\infty|\u221e)");

  /**
   * Copies the list.
   *
   * @param value the output
   * @param derivatives one for each input
   * @throws ArgumentException if one of them is null
   */
  public Notation {
    requireNonNull(value, "value");
    derivatives = ArgumentException.copyOf(derivatives, "derivatives");
  }

  /**
   * The derivative for one input.
   *
   * @param local the derivative, as a textbook shows it: the slope, or an entry of the Jacobian
   * @param pulled what it makes of the output's cotangent
   */
  public record Derivative(String local, String pulled) {
    /**
     * Checks the templates.
     *
     * @param local the derivative
     * @param pulled what it makes of the output's cotangent
     * @throws ArgumentException if one of them is null
     */
    public Derivative {
      requireNonNull(local, "local");
      requireNonNull(pulled, "pulled");
    }
  }

  /**
   * What stands in place of the placeholders.
   *
   * @param names what the templates call the inputs; empty if the op takes any number of them
   * @param inputs how each input is written
   * @param output how the output is written
   * @param cotangent how the output's cotangent is written
   */
  public record Symbols(List<String> names, List<String> inputs, String output, String cotangent) {
    /**
     * Copies the lists.
     *
     * @param names what the templates call the inputs
     * @param inputs how each input is written
     * @param output how the output is written
     * @param cotangent how the output's cotangent is written
     * @throws ArgumentException if one of them is null
     */
    public Symbols {
      names = ArgumentException.copyOf(names, "names");
      inputs = ArgumentException.copyOf(inputs, "inputs");
      requireNonNull(output, "output");
      requireNonNull(cotangent, "cotangent");
    }
  }

  /**
   * A notation without derivatives, to which they are added one by one.
   *
   * @param value the template of the output
   * @return the notation
   */
  public static Notation of(String value) {
    return new Notation(value, List.of());
  }

  /**
   * The notation of an op that says nothing about it: its name and its operands.
   *
   * @param name the op's name
   * @return the notation
   */
  public static Notation named(String name) {
    return of("\\mathrm{" + requireNonNull(name, "name") + "}(#(, ))");
  }

  /**
   * This notation and a derivative of one number for each element, by which a cotangent is
   * multiplied.
   *
   * @param slope the template of the number
   * @return a notation of one derivative more
   */
  public Notation slope(String slope) {
    requireNonNull(slope, "slope");
    return switch (slope) {
      case "1" -> adjoint(slope, "#bar");
      case "-1" -> adjoint(slope, "-#bar");
      default -> adjoint(slope, "#bar \\cdot " + (isSum(slope) ? "(" + slope + ")" : slope));
    };
  }

  /** Whether a plus or a minus stands outside of all parentheses. */
  private static boolean isSum(String latex) {
    int depth = 0;
    for (int i = 0; i < latex.length(); i++) {
      char c = latex.charAt(i);
      if ("({[".indexOf(c) >= 0) {
        depth++;
      } else if (")}]".indexOf(c) >= 0) {
        depth--;
      } else if (depth == 0 && (c == '+' || c == '-')) {
        return true;
      }
    }
    return false;
  }

  /**
   * This notation and a derivative that is a linear map.
   *
   * @param local the template of the derivative, such as an entry of the Jacobian
   * @param pulled the template of what it makes of a cotangent
   * @return a notation of one derivative more
   */
  public Notation adjoint(String local, String pulled) {
    List<Derivative> more = new ArrayList<>(derivatives);
    more.add(new Derivative(local, pulled));
    return new Notation(value, more);
  }

  /**
   * This notation and an input along which nothing flows.
   *
   * @return a notation of one derivative more
   */
  public Notation none() {
    return adjoint("0", "0");
  }

  /**
   * The output.
   *
   * @param symbols what it is written with
   * @return LaTeX
   * @throws OpException if the template has a placeholder that stands for nothing
   */
  public String value(Symbols symbols) {
    return fill(value, requireNonNull(symbols, "symbols"));
  }

  /**
   * The derivative for an input.
   *
   * @param input which input, from 0
   * @param symbols what it is written with
   * @return LaTeX
   * @throws OpException if the template has a placeholder that stands for nothing
   */
  public String local(int input, Symbols symbols) {
    requireNonNull(symbols, "symbols");
    return derivatives.isEmpty()
        ? "\\frac{\\partial " + symbols.output + "}{\\partial " + symbols.inputs.get(input) + "}"
        : fill(derivative(input).local, symbols);
  }

  /**
   * What the derivative for an input makes of the output's cotangent.
   *
   * @param input which input, from 0
   * @param symbols what it is written with
   * @return LaTeX
   * @throws OpException if the template has a placeholder that stands for nothing
   */
  public String pulled(int input, Symbols symbols) {
    requireNonNull(symbols, "symbols");
    return derivatives.isEmpty()
        ? "(" + local(input, symbols) + ")^{\\top} \\cdot " + symbols.cotangent
        : fill(derivative(input).pulled, symbols);
  }

  private Derivative derivative(int input) {
    return derivatives.get(Math.min(input, derivatives.size() - 1));
  }

  private static String fill(String template, Symbols symbols) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    StringBuilder latex = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      latex.append(template, end, matcher.start());
      end = matcher.end();
      latex.append(
          matcher.group(1) == null
              ? operand(template, matcher.start(), end, symbol(matcher.group(2), symbols))
              : String.join(matcher.group(1), all(symbols, matcher.group(1))));
    }
    return latex.append(template.substring(end)).toString();
  }

  private static List<String> all(Symbols symbols, String separator) {
    boolean isList = separator.startsWith(",");
    return symbols.inputs.stream().map(input -> isList ? input : parenthesized(input)).toList();
  }

  /** A number that could be misread beside its neighbours is put into parentheses. */
  private static String operand(String template, int start, int end, String symbol) {
    boolean opens = start == 0 || "{([,".indexOf(before(template, start)) >= 0;
    boolean closes = end == template.length() || "})], ".indexOf(template.charAt(end)) >= 0;
    return opens && closes ? symbol : parenthesized(symbol);
  }

  private static char before(String template, int start) {
    char last = template.charAt(start - 1);
    return last == ' ' && start > 1 ? template.charAt(start - 2) : last;
  }

  private static String parenthesized(String symbol) {
    boolean alone = PLAIN_NUMBER.matcher(symbol).matches() || !NUMBER.matcher(symbol).matches();
    return alone ? symbol : "(" + symbol + ")";
  }

  private static String symbol(String placeholder, Symbols symbols) {
    int index = symbols.names.indexOf(placeholder);
    if (index >= 0 && index < symbols.inputs.size()) {
      return symbols.inputs.get(index);
    }
    return switch (placeholder) {
      case "out" -> symbols.output;
      case "bar" -> symbols.cotangent;
      default ->
          throw new OpException(
              "a notation has #"
                  + placeholder
                  + ", which is none of the inputs "
                  + symbols.names
                  + ", #out or #bar; correct the op's notation");
    };
  }
}

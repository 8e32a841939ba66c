package user.model;

import static io.github.grad4j.autograd.explain.Explanation.explain;
import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.constant;
import static io.github.grad4j.ops.Ops.exp;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.variable;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grad4j.autograd.explain.Explanation;
import io.github.grad4j.autograd.explain.SteppingPage;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page holds; that it steps is tested in a browser, by the examples. */
class SteppingPageTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*)</script>\n");

  private static Explanation explained(String name) {
    Variable v = variable(name, constant(new double[] {1, 2}));
    Tensor loss = reduceSum(multiply(exp(v), add(v, constant(new double[] {3, 4}))));
    return explain(loss, v);
  }

  private static String found(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    assertThat(matcher.find()).as("%s in the page", pattern).isTrue();
    return matcher.group(1);
  }

  @Test
  void holds_the_steps_of_the_explanation() throws Exception {
    Explanation explanation = explained("v");
    JsonNode data = new ObjectMapper().readTree(found(DATA, SteppingPage.of(explanation)));
    assertThat(data.get("nodes")).hasSameSizeAs(explanation.forward());
    List<String> kinds = new ArrayList<>();
    data.get("steps").forEach(step -> kinds.add(step.get("kind").asText()));
    assertThat(kinds)
        .containsExactly(
            "forward",
            "forward",
            "forward",
            "forward",
            "backward",
            "backward",
            "backward",
            "backward",
            "backward");
    JsonNode last = data.get("steps").get(8);
    assertThat(last.get("name").asText()).isEqualTo("v'");
    assertThat(last.get("from")).hasSize(2);
    // Two uses, and their sum.
    assertThat(last.get("parts")).hasSize(3);
    assertThat(last.get("parts").get(2).get(0).asText()).isEqualTo("v' = v'(1) + v'(2)");
    // d/dv e^v (v + c) = e^v (v + c + 1): 5 e and 7 e².
    assertThat(last.get("cotangent").asText()).isEqualTo("[13.5914, 51.7234]");
    // The sum has an entry with indices.
    assertThat(data.get("indices").asText()).startsWith("i is an element of the output");
    assertThat(data.get("checks").get(0).get("verdict").asText()).isEqualTo("RIGHT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>",
        "{data}",
        "{script}{style}{script-hash}",
        "\"},\"x\":{\"",
        "\\",
        "\n\u2028\u0000",
        "$1\\1",
        "<img src=x onerror=alert(1)>"
      })
  void keeps_names_of_any_characters_in_its_data(String name) throws Exception {
    String page = SteppingPage.of(explained(name));
    String plain = SteppingPage.of(explained("v"));
    String data = found(DATA, page);
    assertThat(data).doesNotContain("<", ">", "&");
    assertThat(page.replace(data, "")).isEqualTo(plain.replace(found(DATA, plain), ""));
    List<String> names = new ArrayList<>();
    new ObjectMapper().readTree(data).get("nodes").forEach(n -> names.add(n.get("name").asText()));
    String shown =
        name.replace("\n", "\\u000a").replace("\u2028", "\\u2028").replace("\u0000", "\\u0000");
    assertThat(names).contains(shown);
  }

  @Test
  void needs_no_network_and_runs_its_own_script_alone() throws Exception {
    String page = SteppingPage.of(explained("v"));
    assertThat(page.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "src=", "@import", "url(h", "fetch(", "innerHTML");
    assertThat(page).contains("default-src 'none'");
    String script = found(Pattern.compile("(?s)<script>(.*)</script>"), page);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    assertThat(page)
        .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
  }
}

package io.github.grad4j.examples;

import static io.github.grad4j.autograd.explain.Explanation.explain;
import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.autograd.explain.SteppingPage;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The stepping page in a headless browser: Chromium and its driver as Debian installs them. */
class SteppingPageBrowserTest {
  /** Where screenshots are left to be looked at. */
  private static final Path PICTURES = Path.of("target", "browser");

  private static final String CHROMIUM = System.getProperty("chromium", "/usr/bin/chromium");
  private static final String DRIVER = System.getProperty("chromedriver", "/usr/bin/chromedriver");

  @TempDir Path folder;
  private final ChromeDriver browser = browser();

  private static ChromeDriver browser() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        // Containers have little of it.
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars");
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
    return new ChromeDriver(
        new ChromeDriverService.Builder().usingDriverExecutable(new File(DRIVER)).build(), options);
  }

  @AfterEach
  void nothing_was_complained_of() {
    try {
      assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    } finally {
      browser.quit();
    }
  }

  private void open(Path page) {
    browser.get(page.toUri().toString());
  }

  private Path example() throws Exception {
    Path page = folder.resolve("page.html");
    Printed.by(() -> Example13_Graphs.main(new String[] {page.toString()}));
    return page;
  }

  /** A window that shows so many pixels, like a telephone with a narrow one. */
  private void look(int width, int height, String scheme) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private void press(CharSequence key) {
    new Actions(browser).sendKeys(key).perform();
  }

  private String count() {
    return browser.findElement(By.id("count")).getText();
  }

  private String panel() {
    return browser.findElement(By.id("step")).getText();
  }

  private List<String> visible(String what) {
    return browser.findElements(By.cssSelector("svg ." + what)).stream()
        .filter(text -> "visible".equals(text.getDomAttribute("visibility")))
        .map(WebElement::getText)
        .toList();
  }

  private void photograph(String name) throws Exception {
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }

  @Test
  void values_appear_on_the_way_forward_and_cotangents_on_the_way_back() throws Exception {
    open(example());
    // Two variables and a constant are given; six ops follow, then nine less one cotangents.
    assertThat(count()).isEqualTo("0 / 15");
    assertThat(visible("value")).containsExactly("[0.5, -0.25]", "[1, 2]", "0.5");
    assertThat(visible("cotangent")).isEmpty();
    assertThat(panel()).contains("What is given", "w DOUBLE[2]");

    press(Keys.ARROW_RIGHT);
    assertThat(count()).isEqualTo("1 / 15");
    assertThat(visible("value")).hasSize(4).contains("[0.5, -0.5]");
    assertThat(panel()).contains("%2 = multiply", "Forward: the value", "= [0.5, -0.5]");

    for (int i = 0; i < 6; i++) {
      browser.findElement(By.id("next")).click();
    }
    assertThat(count()).isEqualTo("7 / 15");
    assertThat(visible("value")).hasSize(9);
    assertThat(visible("cotangent")).containsExactly("%9' = 1");
    assertThat(panel()).contains("Backward: the derivative of the loss by %9");

    press(Keys.ARROW_RIGHT);
    // The derivative of (y - 1)² is 2 (y - 1).
    assertThat(visible("cotangent")).contains("%8' = -0.755081");
    assertThat(panel()).contains("∂%9/∂%8 = 2 · %8", "%8' = -0.755081");
    press(Keys.ARROW_LEFT);
    assertThat(visible("cotangent")).containsExactly("%9' = 1");
    browser.findElement(By.id("back")).click();
    assertThat(visible("cotangent")).isEmpty();
    assertThat(visible("value")).hasSize(9);
    press(Keys.ARROW_LEFT);
    assertThat(visible("value")).hasSize(8);

    press(Keys.END);
    assertThat(count()).isEqualTo("15 / 15");
    assertThat(panel()).contains("Gradients beside finite differences", "RIGHT");
    assertThat(browser.findElement(By.id("next")).isEnabled()).isFalse();
    press(Keys.ARROW_RIGHT);
    assertThat(count()).isEqualTo("15 / 15");
    browser.findElement(By.id("first")).click();
    assertThat(count()).isEqualTo("0 / 15");
    assertThat(browser.findElement(By.id("back")).isEnabled()).isFalse();
  }

  @Test
  void a_box_and_the_slider_lead_to_their_steps() throws Exception {
    open(example());
    WebElement multiply = browser.findElement(By.xpath("//*[text()='%2 = multiply']"));
    multiply.click();
    assertThat(count()).isEqualTo("1 / 15");
    multiply.click();
    assertThat(panel()).contains("Backward: the derivative of the loss by %2");
    ((JavascriptExecutor) browser)
        .executeScript(
            "const s = document.getElementById('place');"
                + "s.value = 3; s.dispatchEvent(new Event('input'))");
    assertThat(count()).isEqualTo("3 / 15");
  }

  @ParameterizedTest
  @CsvSource({"desk, 1280, 800, light", "phone, 390, 844, dark"})
  void fits_the_screen(String name, int width, int height, String scheme) throws Exception {
    look(width, height, scheme);
    open(example());
    for (int step = 0; step <= 15; step++) {
      Object tooWide =
          ((JavascriptExecutor) browser)
              .executeScript("return document.documentElement.scrollWidth - window.innerWidth");
      assertThat((Long) tooWide).as("pixels beyond the screen at step %s", step).isZero();
      assertThat(browser.findElement(By.id("next")).getRect().getX()).isBetween(0, width - 44);
      if (step % 5 == 0) {
        photograph(name + "-" + step);
      }
      press(Keys.ARROW_RIGHT);
    }
    Object background =
        ((JavascriptExecutor) browser)
            .executeScript("return getComputedStyle(document.body).backgroundColor");
    assertThat(background)
        .isEqualTo(scheme.equals("dark") ? "rgb(20, 24, 29)" : "rgb(255, 255, 255)");
  }

  @Test
  void names_are_shown_and_never_run() throws Exception {
    String hit = "document.title='hit'";
    String name = "</script><script>" + hit + "</script><img src=x onerror=\"" + hit + "\">{data}";
    Variable v = variable(name, constant(new double[] {1, 2}));
    Tensor loss = reduceSum(exp(v));
    Path page = folder.resolve("hostile.html");
    Files.writeString(page, SteppingPage.of(explain(loss, v)));
    open(page);
    press(Keys.END);
    press(Keys.ARROW_LEFT);
    assertThat(panel()).contains(name);
    assertThat(browser.getTitle()).isEqualTo("Step by step");
    assertThat(browser.findElements(By.tagName("script"))).hasSize(2);
    assertThat(browser.findElements(By.tagName("img"))).isEmpty();
  }
}

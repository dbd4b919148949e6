package dev.ghostwatch.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does on an evening with a migration, from the list to an agent that crashed. */
class DashboardJourneyTest {
  private static final String PASSWORD = "correct horse battery";
  private static final LocatorAssertions.HasTextOptions SOON =
      new LocatorAssertions.HasTextOptions().setTimeout(20_000);
  private static final LocatorAssertions.IsVisibleOptions VISIBLE_SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

  @TempDir Path folder;
  private SimulatedRuns runs;
  private AgentUnderTest agent;
  private Visit visit;

  @BeforeEach
  void start() throws Exception {
    runs = new SimulatedRuns(folder);
    runs.add("shop", "orders", "healthy", 5_000_000);
    runs.add("shop", "payments", "postponed", 2_000);
    agent = new AgentUnderTest(folder);
    agent.command(
        PASSWORD + "\n",
        List.of(
            "user",
            "add",
            "ann",
            "--role",
            "operator",
            "--config",
            folder.resolve("ghostwatch.yaml").toString()));
    agent.start();
    visit = Visit.desktop(agent.address());
  }

  @AfterEach
  void stop() throws Exception {
    visit.close();
    agent.close();
    runs.close();
  }

  @Test
  void fromTheListToTheEnd() throws Exception {
    Page page = visit.at("");
    button(page, "Log in").click();
    page.getByLabel("User").fill("ann");
    page.getByLabel("Password").fill(PASSWORD);
    assertThat(Visit.accessibilityProblems(page)).isEmpty();
    page.locator("dialog").getByRole(AriaRole.BUTTON, named("Log in")).click();
    assertThat(page.locator(".who .user")).hasText("ann");

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("shop.orders")).click();
    assertThat(page.locator("main h1")).hasText("shop.orders");
    theChartsGrow(page);
    aSettingIsChanged(page);
    itIsThrottledAndResumed(page);
    anAlertIsSilenced(page);
    theLanguageIsSwitchedAndAReloadKeepsThePlace(page);
    assertThat(visit.complaints()).isEmpty();
    theAgentCrashesAndComesBack(page);
    assertThat(visit.complaints()).isEmpty();
    assertThat(Files.readString(folder.resolve("audit.jsonl")))
        .contains("chunk-size=500", "throttle=orders", "ann");
  }

  /** The last moment on the axis, which the label of the charts says too. */
  private static void theChartsGrow(Page page) {
    Locator plot = page.locator(".plot").first();
    assertThat(plot.locator("canvas")).isVisible();
    Locator shown = page.locator(".charts .shown");
    String before = shown.textContent();
    assertThat(shown).not().hasText(before, SOON);
    assertThat(page.locator(".chart").first()).containsText("rows/s");
  }

  private static void aSettingIsChanged(Page page) {
    Locator row = page.locator("[data-setting=chunk-size]");
    assertThat(row.locator(".value")).hasText("1000");
    button(page, "Change chunk-size").click();
    page.getByLabel("New value").fill("500");
    button(page, "Look at the change").click();
    Locator dialog = page.locator("dialog");
    assertThat(dialog.locator(".change")).containsText("1000");
    assertThat(dialog.locator(".change")).containsText("500");
    assertThat(Visit.accessibilityProblems(page)).isEmpty();
    // Looking changes nothing.
    assertThat(row.locator(".value")).hasText("1000");
    dialog.getByRole(AriaRole.BUTTON, named("Change").setExact(true)).click();
    assertThat(row.locator(".value")).hasText("500", SOON);
    assertThat(page.locator(".toast")).containsText("500");
  }

  private static void itIsThrottledAndResumed(Page page) {
    page.locator("[data-command=throttle]").click();
    page.locator("dialog").getByRole(AriaRole.BUTTON, named("Throttle")).click();
    assertThat(page.locator("main .badge[data-state]").first()).hasText("throttled", SOON);
    assertThat(page.locator(".says")).hasText("Waits because somebody told it to.");
    assertThat(page.locator("[data-band=user-command]")).isVisible(VISIBLE_SOON);
    page.locator("[data-command=resume]").click();
    page.locator("dialog").getByRole(AriaRole.BUTTON, named("Resume")).click();
    assertThat(page.locator("main .badge[data-state]").first()).hasText("copying", SOON);
    // The band stays where it was.
    assertThat(page.locator("[data-band=user-command]")).isVisible();
  }

  private static void anAlertIsSilenced(Page page) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Alerts")).first().click();
    Locator alert =
        page.locator("[data-alert]")
            .filter(new Locator.FilterOptions().setHasText("shop.payments"))
            .first();
    assertThat(alert).isVisible(VISIBLE_SOON);
    alert.getByRole(AriaRole.BUTTON, named("Silence")).click();
    Locator dialog = page.locator("dialog");
    dialog.getByLabel("Why").fill("cut-over is tomorrow");
    assertThat(Visit.accessibilityProblems(page)).isEmpty();
    dialog.getByRole(AriaRole.BUTTON, named("Silence")).click();
    assertThat(page.locator(".toast").last()).hasText("Silenced.");
    assertThat(
            page.locator("[data-alert]")
                .filter(new Locator.FilterOptions().setHasText("silenced"))
                .first())
        .isVisible(VISIBLE_SOON);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Silences")).click();
    assertThat(page.locator("main")).containsText("cut-over is tomorrow");
    assertThat(page.locator("main")).containsText("ann");
  }

  private void theLanguageIsSwitchedAndAReloadKeepsThePlace(Page page) {
    page.navigate(agent.address() + "/#/migrations/shop.orders");
    assertThat(page.locator("main h1")).hasText("shop.orders");
    button(page, "中文").click();
    assertThat(page.locator(".steer")).containsText("限流");
    // What happened is told in the language of the page too.
    Locator throttled =
        page.locator(".event").filter(new Locator.FilterOptions().setHasText("按用户命令等待。"));
    assertThat(throttled.first()).isVisible();
    page.reload();
    assertThat(page.locator("main h1")).hasText("shop.orders");
    assertThat(page.locator(".steer")).containsText("限流");
    assertThat(page.locator(".who .user")).hasText("ann");
    button(page, "English").click();
  }

  private void theAgentCrashesAndComesBack(Page page) throws Exception {
    Locator shown = page.locator(".charts .shown");
    assertThat(shown).not().hasText("");
    visit.agentIsAway(true);
    agent.kill();
    assertThat(page.locator(".lost")).containsText("No connection to the agent");
    String before = shown.textContent();
    // Once it is back the page asks for everything since the last sample it has.
    Response filled =
        page.waitForResponse(
            answer -> answer.url().contains("/samples?from=") && answer.ok(),
            new Page.WaitForResponseOptions().setTimeout(60_000),
            () -> {
              try {
                agent.start();
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(filled.text()).contains("\"columns\":[\"at\",");
    assertThat(page.locator(".lost")).hasCount(0);
    visit.agentIsAway(false);
    assertThat(shown).not().hasText(before, SOON);
    assertThat(page.locator(".live")).hasText("live");
    // What was seen before the crash is there after a reload too, from the agent's memory.
    page.reload();
    assertThat(page.locator("[data-band=user-command]")).isVisible(VISIBLE_SOON);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }
}

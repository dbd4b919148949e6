package dev.ghostwatch.terminal.top;

import static dev.ghostwatch.terminal.top.TopRunsForTests.START;
import static dev.ghostwatch.terminal.top.TopRunsForTests.look;
import static dev.ghostwatch.terminal.top.TopRunsForTests.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.terminal.tamboui.Picture;
import dev.ghostwatch.terminal.view.Canvas;
import dev.ghostwatch.terminal.view.Console;
import dev.ghostwatch.terminal.view.Key;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys, looks and changes meet in one loop, here with a console and a helm of paper. */
@Timeout(60)
class TopLoopTest {
  private final BlockingQueue<Key> keys = new LinkedBlockingQueue<>();
  private final BlockingQueue<Look> looks = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> screens = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> steered = new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> ends = new LinkedBlockingQueue<>();
  private volatile Runnable resized = () -> {};
  private final AtomicInteger forgotten = new AtomicInteger();
  private @Nullable Thread loop;

  private final class Paper implements Console {
    @Override
    public void draw(Consumer<Canvas> view) {
      screens.add(String.join("\n", Picture.of(80, 24, true, false, view).lines()));
    }

    @Override
    public void forget() {
      forgotten.incrementAndGet();
    }

    @Override
    public @Nullable Key read(Duration patience) throws IOException {
      try {
        return keys.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void onResize(Runnable listener) {
      resized = listener;
    }

    @Override
    public void close() {
      // Nothing was taken over.
    }
  }

  private void start(TopLoop.Looks source) {
    TopLoop.Helm helm =
        (run, change, dryRun, language) -> {
          steered.add(change.kind() + " " + run.name() + " " + dryRun + " " + language);
          return new Message.Steered(change, dryRun, true, "done by the helm");
        };
    TopLoop dashboard =
        new TopLoop(
            new Paper(),
            new TopView(ZoneOffset.UTC),
            source,
            helm,
            TopModel.start(Look.none(START), Sort.NAME, Language.EN));
    loop =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                dashboard.run();
                ends.add(new IllegalStateException("quit"));
              } catch (IOException | InterruptedException | RuntimeException e) {
                ends.add(e);
              }
            });
  }

  @AfterEach
  void stop() {
    if (loop != null) {
      loop.interrupt();
    }
  }

  /** The first screen that shows it. */
  private String until(String text) throws InterruptedException {
    String screen = screens.take();
    while (!screen.contains(text)) {
      screen = screens.take();
    }
    return screen;
  }

  @Test
  void aKeySteersThroughThePortAndTheAnswerIsShown() throws InterruptedException {
    start((inView, language) -> looks.take());
    until("Looking for migrations");
    looks.add(look(30, run("orders", 30, "0.01", "migrating")));
    until("shop.orders");
    keys.add(new Key.Letter('t'));
    until("done by the helm");
    assertThat(steered.take()).isEqualTo("THROTTLE shop.orders false EN");
    resized.run();
    screens.take();
    assertThat(forgotten).hasValue(1);
    keys.add(new Key.Letter('q'));
    assertThat(ends.take()).hasMessage("quit");
  }

  @Test
  void theRunInViewIsToldToWhoeverLooks() throws InterruptedException {
    BlockingQueue<String> wanted = new LinkedBlockingQueue<>();
    start((inView, language) -> {
      wanted.add((inView == null ? "none" : inView.name()) + " " + language);
      return looks.take();
    });
    looks.add(look(30, run("orders", 30, "0.01", "migrating")));
    until("shop.orders");
    keys.add(Key.Named.ENTER);
    keys.add(new Key.Letter('l'));
    until("── 设置");
    looks.add(look(31, run("orders", 30, "0.01", "migrating")));
    looks.add(look(32, run("orders", 30, "0.01", "migrating")));
    String last = wanted.take();
    while (!last.equals("shop.orders ZH")) {
      last = wanted.take();
    }
    keys.add(Key.Named.INTERRUPT);
    assertThat(ends.take()).hasMessage("quit");
  }

  @Test
  void whatBreaksEndsTheDashboardWithItsCause() throws InterruptedException {
    start((inView, language) -> {
      throw new IllegalStateException("the eyes broke");
    });
    Throwable end = ends.take();
    assertThatThrownBy(
            () -> {
              throw end;
            })
        .hasRootCauseMessage("the eyes broke");
  }
}

package dev.ghostwatch.terminal.top;

import dev.ghostwatch.terminal.view.Console;
import dev.ghostwatch.terminal.view.Key;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lets messages meet the model and shows what comes of them. The model has one owner, the thread
 * that calls {@link #run}; keys, looks and changes come from threads of their own.
 */
public final class TopLoop {
  private static final Duration KEY_PATIENCE = Duration.ofSeconds(1);

  private final Console console;
  private final TopView view;
  private final Looks looks;
  private final Helm helm;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private volatile TopModel model;
  private volatile boolean ended;

  /** Looks at the migrations, again and again. */
  @FunctionalInterface
  public interface Looks {
    /**
     * Waits until it is time to look, and looks.
     *
     * @param inView the run whose layers are wanted; null for none
     */
    Look next(@Nullable TopRun inView, Language language) throws InterruptedException;
  }

  /** Steers as the commands do. */
  @FunctionalInterface
  public interface Helm {
    Message.Steered steer(TopRun run, Change change, boolean dryRun, Language language)
        throws InterruptedException;
  }

  public TopLoop(Console console, TopView view, Looks looks, Helm helm, TopModel start) {
    this.console = console;
    this.view = view;
    this.looks = looks;
    this.helm = helm;
    this.model = start;
  }

  /** Runs until the person quits. */
  public void run() throws IOException, InterruptedException {
    console.onResize(() -> messages.add(new Message.Resized()));
    Thread eyes = start("top looks", this::look);
    Thread fingers = start("top keys", this::read);
    try {
      draw();
      while (!ended) {
        take(messages.take());
        if (messages.isEmpty()) {
          draw();
        }
      }
    } finally {
      ended = true;
      eyes.interrupt();
      fingers.interrupt();
    }
  }

  private void take(Message message) throws IOException {
    Update.Step step = Update.of(model, message);
    model = step.model();
    for (Effect effect : step.effects()) {
      switch (effect) {
        case Effect.Quit() -> ended = true;
        case Effect.Redraw() -> console.forget();
        case Effect.Steer(TopRun run, Change change, boolean dryRun) -> {
          Language language = model.language();
          start("top steers", () -> messages.add(helm.steer(run, change, dryRun, language)));
        }
      }
    }
  }

  private void draw() throws IOException {
    TopModel shown = model;
    console.draw(canvas -> view.draw(shown, canvas));
  }

  private void look() throws InterruptedException {
    while (!ended) {
      TopModel now = model;
      messages.add(
          new Message.Looked(looks.next(now.detail() ? now.chosen() : null, now.language())));
    }
  }

  private void read() throws IOException {
    while (!ended) {
      Key key = console.read(KEY_PATIENCE);
      if (key != null) {
        messages.add(new Message.Pressed(key));
      }
    }
  }

  /** Work that may be interrupted. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** What breaks there ends the program here, with the terminal given back first. */
  private Thread start(String name, Work work) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(() -> {
          try {
            work.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } catch (IOException | RuntimeException | Error e) {
            messages.add(ended ? new Message.Resized() : new Message.Crashed(e));
          }
        });
  }
}

package dev.ghostwatch.web.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.servlet.HttpOutput;

/**
 * One client, written to without waiting: no thread is held while it does not read, and at most one
 * message is on its way.
 */
final class StreamClient implements Sink, WriteListener {
  private final AsyncContext exchange;
  private final ServletOutputStream out;
  private final boolean zips;
  private final BooleanSupplier allowed;
  private final Predicate<Sink> joins;
  private final Consumer<Sink> ended;
  private boolean hasJoined;
  private boolean isReady;
  private boolean mustFlush;
  private boolean isOver;
  private boolean started;

  /**
   * A client.
   *
   * @param zips whether it reads gzip
   * @param allowed whether it may still listen
   * @param joins takes it in once it can be written to; false when it must go
   * @param ended told when it is gone
   */
  StreamClient(
      AsyncContext exchange,
      ServletOutputStream out,
      boolean zips,
      BooleanSupplier allowed,
      Predicate<Sink> joins,
      Consumer<Sink> ended) {
    this.exchange = exchange;
    this.out = out;
    this.zips = zips;
    this.allowed = allowed;
    this.joins = joins;
    this.ended = ended;
  }

  @Override
  public synchronized boolean isAllowed() {
    return !isOver && allowed.getAsBoolean();
  }

  @Override
  public synchronized boolean offer(Frame frame) {
    if (!isReady || isOver) {
      return false;
    }
    try {
      if (zips && !started) {
        byte[] first = new byte[Frame.GZIP_HEAD.length + frame.zipped().length];
        System.arraycopy(Frame.GZIP_HEAD, 0, first, 0, Frame.GZIP_HEAD.length);
        System.arraycopy(frame.zipped(), 0, first, Frame.GZIP_HEAD.length, frame.zipped().length);
        write(first);
      } else {
        write(zips ? frame.zipped() : frame.plain());
      }
      started = true;
      mustFlush = true;
      goOn();
      return true;
    } catch (IOException | IllegalStateException e) {
      // It has hung up, perhaps this moment; it will come back and say what it last got. Others
      // must hear their news all the same.
      end();
      return false;
    }
  }

  /** A buffer is sent as it is; an array may be copied into one that each client would hold. */
  private void write(byte[] bytes) throws IOException {
    if (out instanceof HttpOutput direct) {
      direct.write(ByteBuffer.wrap(bytes));
    } else {
      out.write(bytes);
    }
  }

  /** What was written goes out, now or when the client has read what was before. */
  private void goOn() throws IOException {
    isReady = out.isReady();
    if (isReady && mustFlush) {
      mustFlush = false;
      out.flush();
      isReady = out.isReady();
    }
  }

  @Override
  public void onWritePossible() throws IOException {
    boolean joining;
    synchronized (this) {
      if (!isOver) {
        goOn();
      }
      joining = !hasJoined && !isOver;
      hasJoined = true;
    }
    // Not under the lock: the hub takes its own first, and then this one.
    if (joining && !joins.test(this)) {
      close();
    }
  }

  @Override
  public void onError(Throwable failure) {
    close();
    ended.accept(this);
  }

  @Override
  public synchronized void close() {
    end();
  }

  private void end() {
    if (!isOver) {
      isOver = true;
      isReady = false;
      exchange.complete();
    }
  }
}

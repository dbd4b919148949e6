package dev.ghostwatch.source.statsd;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Unix datagram sockets through the C library of Linux, by the foreign function interface: Java's
 * own channels have Unix sockets as streams only ({@code DatagramChannel.open(UNIX)} is not
 * supported in Java 25). Needs {@code --enable-native-access}.
 */
@SuppressWarnings("restricted")
final class UnixDatagrams {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int SHUT_RD = 0;
  private static final short POLLIN = 1;
  private static final int EINTR = 4;
  private static final int PATH_SIZE = 108;
  private static final int ADDRESS_SIZE = 2 + PATH_SIZE;

  private static final StructLayout ERRORS = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      ERRORS.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");

  private final MethodHandle socket;
  private final MethodHandle bind;
  private final MethodHandle connect;
  private final MethodHandle poll;
  private final MethodHandle receive;
  private final MethodHandle shutdown;
  private final MethodHandle close;

  /** For what is received; made once because making it means clearing it. */
  private final MemorySegment memory = Arena.ofAuto().allocate(StatsdListener.LARGEST);

  private UnixDatagrams(Linker linker) {
    var number = ValueLayout.JAVA_INT;
    var size = ValueLayout.JAVA_LONG;
    var pointer = ValueLayout.ADDRESS;
    socket = function(linker, "socket", FunctionDescriptor.of(number, number, number, number));
    bind = function(linker, "bind", FunctionDescriptor.of(number, number, pointer, number));
    connect = function(linker, "connect", FunctionDescriptor.of(number, number, pointer, number));
    poll = function(linker, "poll", FunctionDescriptor.of(number, pointer, size, number));
    receive = function(linker, "recv", FunctionDescriptor.of(size, number, pointer, size, number));
    shutdown = function(linker, "shutdown", FunctionDescriptor.of(number, number, number));
    close = function(linker, "close", FunctionDescriptor.of(number, number));
  }

  static UnixDatagrams ofThisSystem() throws IOException {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      throw new IOException(
          "GhostWatch listens for StatsD on Unix sockets on Linux only; use UDP:"
              + " --statsd-addr=127.0.0.1:8125");
    }
    return new UnixDatagrams(Linker.nativeLinker());
  }

  private static MethodHandle function(Linker linker, String name, FunctionDescriptor descriptor) {
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, CAPTURE);
  }

  /** The descriptor of a new socket bound to the path. */
  int bind(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errors = arena.allocate(ERRORS);
      MemorySegment address = address(path, arena);
      int descriptor = newSocket(errors);
      if ((int) bind.invokeExact(errors, descriptor, address, ADDRESS_SIZE) < 0) {
        int errno = errno(errors);
        close(descriptor);
        throw new IOException(
            "cannot listen for StatsD at "
                + path
                + ": the system says error "
                + errno
                + " to bind; does the folder exist, and may this user write to it?");
      }
      return descriptor;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /** Whether a program takes datagrams there. */
  boolean isListenedAt(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errors = arena.allocate(ERRORS);
      MemorySegment address = address(path, arena);
      int descriptor = newSocket(errors);
      int result = (int) connect.invokeExact(errors, descriptor, address, ADDRESS_SIZE);
      close(descriptor);
      return result == 0;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /** The length of a datagram; -1 when none came. Not for several threads. */
  int receive(int descriptor, byte[] buffer, Duration atMost) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errors = arena.allocate(ERRORS);
      MemorySegment waited = arena.allocate(8, 4);
      waited.set(ValueLayout.JAVA_INT, 0, descriptor);
      waited.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
      int ready =
          (int) poll.invokeExact(errors, waited, 1L, (int) Math.min(60_000, atMost.toMillis()));
      if (ready <= 0) {
        return interruptedOr(ready, errors, "poll");
      }
      long room = Math.min(buffer.length, StatsdListener.LARGEST);
      long length = (long) receive.invokeExact(errors, descriptor, memory, room, 0);
      if (length < 0) {
        return interruptedOr((int) length, errors, "recv");
      }
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, buffer, 0, (int) length);
      return (int) length;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private static int interruptedOr(int result, MemorySegment errors, String call)
      throws IOException {
    if (result < 0 && errno(errors) != EINTR) {
      throw new IOException(
          "receiving StatsD datagrams failed: the system says error "
              + errno(errors)
              + " to "
              + call);
    }
    return -1;
  }

  /** Ends a wait of another thread for this socket. */
  void wake(int descriptor) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errors = arena.allocate(ERRORS);
      // It fails only on a socket that is closed already, where nobody waits.
      int _ = (int) shutdown.invokeExact(errors, descriptor, SHUT_RD);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void close(int descriptor) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errors = arena.allocate(ERRORS);
      if ((int) close.invokeExact(errors, descriptor) < 0) {
        throw new IOException("closing a socket failed: the system says error " + errno(errors));
      }
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private int newSocket(MemorySegment errors) throws Throwable {
    int descriptor = (int) socket.invokeExact(errors, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    if (descriptor < 0) {
      throw new IOException(
          "cannot make a Unix socket for StatsD: the system says error " + errno(errors));
    }
    return descriptor;
  }

  private static MemorySegment address(Path path, Arena arena) throws IOException {
    byte[] name = path.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
    if (name.length >= PATH_SIZE) {
      throw new IOException(
          "cannot listen for StatsD at " + path + ": a socket's path has at most 107 bytes");
    }
    MemorySegment address = arena.allocate(ADDRESS_SIZE, 2);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
    return address;
  }

  private static int errno(MemorySegment errors) {
    return (int) ERRNO.get(errors, 0L);
  }

  /** A method handle declares every exception there is. */
  private static IOException failure(Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> new IOException("a call of the system failed", cause);
    };
  }
}

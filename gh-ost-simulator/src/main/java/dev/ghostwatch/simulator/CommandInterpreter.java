package dev.ghostwatch.simulator;

/** Understands the commands of one dialect. */
interface CommandInterpreter {

  /** What a command may do to the run. */
  interface Run {
    String coordinates();

    String printStatus();

    String printStatusAndHint();

    /** Lag in milliseconds. */
    long lagMillis();

    boolean postponing();

    void postpone();

    void unpostpone();

    void panic(String reason);
  }

  /** The words of one command line. */
  record Words(String name, String argument) {
    static Words of(String line, boolean unquotes) {
      int equals = line.indexOf('=');
      String name = equals < 0 ? line : line.substring(0, equals);
      String argument = equals < 0 ? "" : line.substring(equals + 1).strip();
      return new Words(name.strip(), unquotes ? GoText.unquote(argument) : argument);
    }
  }

  /** An answer, and whether the command changed something. */
  record Answer(String text, boolean changed) {}

  /** Answers one line, which has no line end. */
  Answer answer(String line, Run run) throws CommandRefused;
}

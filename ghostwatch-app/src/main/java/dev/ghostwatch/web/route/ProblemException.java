package dev.ghostwatch.web.route;

/** A request that is answered with a problem document. */
public final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;

  /**
   * A problem.
   *
   * @param status of HTTP, 400 to 599
   * @param title what kind of problem, the same each time
   * @param detail what was asked, what was found, what to do next
   */
  public ProblemException(int status, String title, String detail) {
    super(detail);
    this.status = status;
    this.title = title;
  }

  /** The same with what brought it about. */
  public ProblemException(int status, String title, String detail, Throwable cause) {
    super(detail, cause);
    this.status = status;
    this.title = title;
  }

  /** The request cannot be understood. */
  public static ProblemException badRequest(String title, String detail) {
    return new ProblemException(400, title, detail);
  }

  /** There is no such thing. */
  public static ProblemException notFound(String title, String detail) {
    return new ProblemException(404, title, detail);
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** What was asked, what was found, what to do next. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}

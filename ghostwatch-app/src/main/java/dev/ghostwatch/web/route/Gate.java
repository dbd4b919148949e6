package dev.ghostwatch.web.route;

import jakarta.servlet.http.HttpServletRequest;

/** Decides who may do what. */
@FunctionalInterface
public interface Gate {
  /**
   * Lets a request in.
   *
   * @throws ProblemException when it may not be answered: 401 when logging in would help, else 403
   */
  Caller admit(HttpServletRequest request, Need need) throws ProblemException;
}

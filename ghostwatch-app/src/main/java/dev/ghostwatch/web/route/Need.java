package dev.ghostwatch.web.route;

/** What somebody must be allowed to do to be answered by a route. */
public enum Need {
  /** Everybody who may connect: health checks, the page's files, logging in. */
  NOTHING,
  /** To see migrations and what is known of them. */
  READ,
  /** To change something: migrations, silences. */
  STEER,
  /** To see and change who may do what. */
  ADMINISTER
}

package dev.ghostwatch.web.security;

import dev.ghostwatch.access.AccessData;
import dev.ghostwatch.access.AccessFile;
import dev.ghostwatch.access.ApiToken;
import dev.ghostwatch.access.Hashes;
import dev.ghostwatch.access.Role;
import dev.ghostwatch.access.Sessions;
import dev.ghostwatch.access.User;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.web.route.Caller;
import dev.ghostwatch.web.route.Gate;
import dev.ghostwatch.web.route.Loopback;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in: for the right host name, from the right web page, by somebody who may do what
 * is asked. Whoever shows a wrong token is refused even where none is needed.
 */
public final class AccessGate implements Gate {
  /** What a request that changes something brings beside the cookie. */
  public static final String CSRF = "X-CSRF-Token";

  private static final int UNKNOWN = 401;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final String BEARER = "Bearer ";
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD");
  private static final List<String> FORWARDED =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Real-IP",
          "Via");

  private final ListenAddress address;
  private final HostCheck hosts;
  private final AccessFile file;
  private final Sessions sessions;
  private final Supplier<Rules> rules;
  private final InstantSource clock;

  /**
   * A gate.
   *
   * @param rules how strict it is; asked each time
   */
  public AccessGate(
      ListenAddress address,
      AccessFile file,
      Sessions sessions,
      Supplier<Rules> rules,
      InstantSource clock) {
    this.address = address;
    this.hosts = new HostCheck(address);
    this.file = file;
    this.sessions = sessions;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Somebody who has shown who they are.
   *
   * @param csrf what their requests that change something must bring; null when nothing
   */
  record Known(String name, Role role, @Nullable String csrf) {}

  @Override
  public Caller admit(HttpServletRequest request, Need need) throws ProblemException {
    Rules strict = rules.get();
    checkHost(request, strict);
    checkOrigin(request);
    if (need == Need.NOTHING) {
      return new Caller("anybody", false, () -> true);
    }
    Known known = known(request);
    if (known != null) {
      if (!known.role().includes(role(need))) {
        throw new ProblemException(
            FORBIDDEN,
            "Not allowed",
            known.name()
                + " is "
                + known.role().word()
                + "; this needs "
                + role(need).word()
                + ". Nothing was changed. "
                + more(known, role(need)));
      }
      checkCsrf(request, known);
      return new Caller(known.name(), true, () -> isStill(request, known));
    }
    boolean isLocal = isLocal(request);
    boolean isOpen =
        need == Need.READ
            ? isLocal || strict.openReading()
            : need == Need.STEER && isLocal && strict.openSteering();
    if (!isOpen) {
      throw new ProblemException(UNKNOWN, "Log in", how(need, isLocal));
    }
    return new Caller("local", false, () -> true);
  }

  private static String more(Known known, Role role) {
    return known.csrf() == null
        ? "'ghostwatch token create NAME --scope " + role.word() + "' makes a token that may."
        : "An administrator can give the role with 'ghostwatch user add "
            + known.name()
            + " --role "
            + role.word()
            + "'.";
  }

  private static String how(Need need, boolean isLocal) {
    String what =
        switch (need) {
          case NOTHING, READ -> "Reading from another host";
          case STEER -> "Changing something";
          case ADMINISTER -> "Seeing or changing who may do what";
        };
    return what
        + " needs a login, or a token in the header Authorization: Bearer gw_…. Nothing was"
        + " changed. 'ghostwatch user add NAME --role "
        + role(need).word()
        + "' on the agent's host adds a user"
        + (isLocal && need == Need.STEER
            ? "; the key web.steering: open lets everybody of this host steer."
            : ".");
  }

  private static Role role(Need need) {
    return switch (need) {
      case NOTHING, READ -> Role.VIEWER;
      case STEER -> Role.OPERATOR;
      case ADMINISTER -> Role.ADMIN;
    };
  }

  private void checkHost(HttpServletRequest request, Rules strict) throws ProblemException {
    if (!hosts.isAllowed(request.getHeader("Host"), strict.hostNames())) {
      throw new ProblemException(
          FORBIDDEN,
          "Unknown host name",
          "The agent listens on "
              + address
              + " and answers only requests for that name. Ask it as "
              + request.getScheme()
              + "://"
              + address
              + "/, let it listen on another address, or add the name to the key"
              + " web.host-names.");
    }
  }

  /** Browsers say which page sends a request; programs say nothing. */
  private static void checkOrigin(HttpServletRequest request) throws ProblemException {
    String origin = request.getHeader("Origin");
    String site = request.getHeader("Sec-Fetch-Site");
    boolean isForeign = origin != null && !isOwn(origin, String.valueOf(request.getHeader("Host")));
    boolean isSentByOthers =
        !HARMLESS.contains(request.getMethod())
            && site != null
            && !site.equals("same-origin")
            && !site.equals("none");
    if (isForeign || isSentByOthers) {
      throw new ProblemException(
          FORBIDDEN,
          "Foreign page",
          "A web page of "
              + (origin == null ? "another site" : origin)
              + " sent this request; only the agent's own page may. Nothing was changed.");
    }
  }

  private static boolean isOwn(String origin, String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null
          && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      // "null" of a sandboxed page is a URI, but this is nothing a browser sends.
      return false;
    }
  }

  /** Who asks; null when they do not say. */
  @Nullable Known known(HttpServletRequest request) throws ProblemException {
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      return bearer(authorization);
    }
    String cookie = Cookie.of(request);
    Sessions.Session session = cookie == null ? null : sessions.of(cookie, clock.instant());
    User user = session == null ? null : data().user(session.user());
    // Whoever changes a password wants those out who got in by the old one.
    return session == null || user == null || !user.hash().equals(session.hash())
        ? null
        : new Known(user.name(), user.role(), session.csrf());
  }

  private Known bearer(String authorization) throws ProblemException {
    String shown =
        authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? authorization.substring(BEARER.length()).strip()
            : "";
    var local = rules.get().localKey();
    if (local != null && Hashes.areEqual(local.reveal(), shown)) {
      return new Known("local", Role.ADMIN, null);
    }
    String hash = Hashes.of(shown);
    for (ApiToken token : data().tokens()) {
      if (Hashes.areEqual(token.hash(), hash)) {
        Instant now = clock.instant();
        if (token.isExpired(now)) {
          throw new ProblemException(
              UNKNOWN,
              "Token expired",
              "The token "
                  + token.id()
                  + " ("
                  + token.name()
                  + ") expired at "
                  + token.expiresAt()
                  + ". Nothing was changed. Make a new one with 'ghostwatch token create'.");
        }
        return new Known("token " + token.name(), token.scope(), null);
      }
    }
    throw new ProblemException(
        UNKNOWN,
        "Unknown token",
        "The header Authorization holds no token that this agent knows. Nothing was changed."
            + " 'ghostwatch token list' on the agent's host lists them.");
  }

  private AccessData data() throws ProblemException {
    try {
      return file.read();
    } catch (IOException e) {
      throw new ProblemException(
          UNAVAILABLE,
          "Nobody can be let in",
          "The file of users and tokens cannot be used: " + e.getMessage() + ".",
          e);
    }
  }

  /** Refuses what the cookie of a session sends without the session's own token. */
  void checkCsrf(HttpServletRequest request) throws ProblemException {
    Known known = known(request);
    if (known != null) {
      checkCsrf(request, known);
    }
  }

  private static void checkCsrf(HttpServletRequest request, Known known) throws ProblemException {
    String csrf = known.csrf();
    String shown = request.getHeader(CSRF);
    if (csrf != null
        && !HARMLESS.contains(request.getMethod())
        && (shown == null || !Hashes.areEqual(csrf, shown))) {
      throw new ProblemException(
          FORBIDDEN,
          "CSRF token missing",
          "A request that changes something must bring the header "
              + CSRF
              + " with what GET /api/v1/session gives as csrf; found "
              + (shown == null ? "none" : "another")
              + ". Nothing was changed.");
    }
  }

  private boolean isStill(HttpServletRequest request, Known known) {
    try {
      Known now = known(request);
      return now != null && now.name().equals(known.name());
    } catch (ProblemException e) {
      return false;
    }
  }

  /** From this host itself, and not for another one whom a proxy here serves. */
  static boolean isLocal(HttpServletRequest request) {
    return Loopback.isLoopback(request.getRemoteAddr())
        && FORWARDED.stream().allMatch(header -> request.getHeader(header) == null);
  }
}

package dev.ghostwatch.web.security;

import dev.ghostwatch.access.AccessFile;
import dev.ghostwatch.access.LoginBrake;
import dev.ghostwatch.access.Passwords;
import dev.ghostwatch.access.Sessions;
import dev.ghostwatch.access.User;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.JsonBody;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/session}: logging in and out. */
public final class SessionRoutes {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.access");
  private static final String PATH = "/api/v1/session";
  private static final int UNKNOWN = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;
  private static final String EXAMPLE =
      "{\"user\":\"ann\",\"role\":\"operator\",\"csrf\":\"pR8…\",\"steering\":\"login\"}";

  /** Of a password nobody has: checking it takes as long as checking that of a user. */
  private static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"
          + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private final AccessGate gate;
  private final AccessFile file;
  private final Sessions sessions;
  private final LoginBrake brake;
  private final Supplier<Rules> rules;
  private final InstantSource clock;

  /** Of this gate. */
  public SessionRoutes(
      AccessGate gate,
      AccessFile file,
      Sessions sessions,
      Supplier<Rules> rules,
      InstantSource clock) {
    this.gate = gate;
    this.file = file;
    this.sessions = sessions;
    this.brake = new LoginBrake();
    this.rules = rules;
    this.clock = clock;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Need.NOTHING, "Who is logged in, and what they may do.", this::who)
            .gives(EXAMPLE),
        Route.post(PATH, Need.NOTHING, "Logs in: sets the cookie of a session.", this::login)
            .wants("{\"user\":\"ann\",\"password\":\"correct horse battery\"}", Route.JSON)
            .gives(EXAMPLE)
            .refuses(400, "The body is not as it should be.")
            .refuses(UNKNOWN, "User or password is wrong.")
            .refuses(TOO_MANY, "Too many wrong passwords; Retry-After says how long to wait.")
            .refuses(415, "It is not JSON."),
        Route.delete(PATH, Need.NOTHING, "Logs out.", this::logout)
            .gives("{\"user\":null,\"role\":\"viewer\",\"csrf\":null,\"steering\":\"login\"}")
            .refuses(FORBIDDEN, "The CSRF token is missing."));
  }

  private void who(Context request) throws IOException, ProblemException {
    answer(request, gate.known(request.req()));
  }

  private void answer(Context request, AccessGate.@Nullable Known known) throws IOException {
    Rules strict = rules.get();
    boolean isLocal = AccessGate.isLocal(request.req());
    Answers.object(
        request,
        json -> {
          json.text("user", known == null ? null : known.name());
          json.text("role", role(known, isLocal, strict));
          json.text("csrf", known == null ? null : known.csrf());
          json.text("steering", isLocal && strict.openSteering() ? "open" : "login");
        });
  }

  private static String role(AccessGate.@Nullable Known known, boolean isLocal, Rules strict) {
    if (known != null) {
      return known.role().word();
    }
    if (isLocal && strict.openSteering()) {
      return "operator";
    }
    return isLocal || strict.openReading() ? "viewer" : "none";
  }

  private void login(Context request) throws IOException, ProblemException {
    Map<String, @Nullable Object> body = JsonBody.of(request, List.of("user", "password"));
    String name = JsonBody.text(body, "user");
    String password = JsonBody.text(body, "password");
    String address = request.ip();
    User user = checked(request, name, password, address);
    Instant now = clock.instant();
    String old = Cookie.of(request.req());
    if (old != null) {
      sessions.end(old);
    }
    Sessions.Begun begun = sessions.begin(user.name(), user.hash(), now);
    Cookie.set(request.req(), request.res(), begun.secret(), Sessions.LONGEST.toSeconds());
    LOG.info("event=login user={} address={}", user.name(), address);
    answer(request, new AccessGate.Known(user.name(), user.role(), begun.session().csrf()));
  }

  /**
   * The user of a right password. One at a time: of many that are sent at once, those after the
   * third wrong one find the brake on.
   */
  private synchronized User checked(Context request, String name, String password, String address)
      throws ProblemException {
    if (!name.matches(User.NAME)) {
      // Neither remembered nor logged: it may be of any length and form, and is nobody's name.
      throw wrong();
    }
    Instant now = clock.instant();
    Duration wait = brake.wait(address, name, now);
    if (!wait.isZero()) {
      long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
      request.header("Retry-After", Long.toString(seconds));
      throw new ProblemException(
          TOO_MANY,
          "Too many wrong passwords",
          "There were several wrong passwords from "
              + address
              + " or for this user; the password was not looked at. Try again in "
              + seconds
              + " s.");
    }
    User user = user(name);
    boolean isRight = Passwords.matches(password, user == null ? NOBODY : user.hash());
    if (user == null || !isRight) {
      brake.failed(address, name, now);
      LOG.warn("event=login-failed user={} address={}", name, address);
      throw wrong();
    }
    brake.succeeded(address, name);
    return user;
  }

  private static ProblemException wrong() {
    return new ProblemException(
        UNKNOWN,
        "Wrong user or password",
        "There is no such user, or the password is another. 'ghostwatch user list' on the"
            + " agent's host lists the users.");
  }

  private @Nullable User user(String name) throws ProblemException {
    try {
      return file.read().user(name);
    } catch (IOException e) {
      throw new ProblemException(
          UNAVAILABLE,
          "Nobody can be let in",
          "The file of users and tokens cannot be used: " + e.getMessage() + ".",
          e);
    }
  }

  private void logout(Context request) throws IOException, ProblemException {
    gate.checkCsrf(request.req());
    String secret = Cookie.of(request.req());
    if (secret != null) {
      sessions.end(secret);
      Cookie.set(request.req(), request.res(), "", 0);
    }
    answer(request, null);
  }
}

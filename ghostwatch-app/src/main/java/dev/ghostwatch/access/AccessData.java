package dev.ghostwatch.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everybody who is let in. */
public record AccessData(List<User> users, List<ApiToken> tokens) {
  /** Nobody. */
  public static final AccessData NOBODY = new AccessData(List.of(), List.of());

  public AccessData {
    users = List.copyOf(users);
    tokens = List.copyOf(tokens);
  }

  /** The user with this name; null when there is none. */
  public @Nullable User user(String name) {
    return users.stream().filter(user -> user.name().equals(name)).findFirst().orElse(null);
  }

  /** The token with this id; null when there is none. */
  public @Nullable ApiToken token(String id) {
    return tokens.stream().filter(token -> token.id().equals(id)).findFirst().orElse(null);
  }

  /** With a user, in the place of one with the same name. */
  public AccessData with(User user) {
    List<User> changed = new ArrayList<>(withoutUser(user.name()).users);
    changed.add(user);
    return new AccessData(changed, tokens);
  }

  public AccessData withoutUser(String name) {
    return new AccessData(
        users.stream().filter(user -> !user.name().equals(name)).toList(), tokens);
  }

  /** With one more token. */
  public AccessData with(ApiToken token) {
    List<ApiToken> changed = new ArrayList<>(tokens);
    changed.add(token);
    return new AccessData(users, changed);
  }

  public AccessData withoutToken(String id) {
    return new AccessData(users, tokens.stream().filter(token -> !token.id().equals(id)).toList());
  }

  public boolean isEmpty() {
    return users.isEmpty() && tokens.isEmpty();
  }
}

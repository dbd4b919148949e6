package dev.ghostwatch.web.route;

import java.util.function.BooleanSupplier;

/**
 * Who asks.
 *
 * @param name as the audit calls them
 * @param known whether they have logged in or shown a token
 * @param stillAllowed whether what let them in still holds: a session ends, a token is revoked
 */
public record Caller(String name, boolean known, BooleanSupplier stillAllowed) {}

package dev.ghostwatch.alert;

/**
 * What an alert says to people in one language.
 *
 * @param title one line
 * @param message what is seen, with figures, and what to do
 */
public record AlertText(String title, String message) {}

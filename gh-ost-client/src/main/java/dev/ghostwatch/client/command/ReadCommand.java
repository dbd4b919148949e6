package dev.ghostwatch.client.command;

/**
 * A command that changes nothing. There are two kinds, and both can only be made from what is known
 * to be harmless: the fixed {@link Question}s, and a {@link SettingQuestion}, which only a gh-ost's
 * own {@link Capabilities} hand out.
 */
public sealed interface ReadCommand extends Command permits Question, SettingQuestion {}

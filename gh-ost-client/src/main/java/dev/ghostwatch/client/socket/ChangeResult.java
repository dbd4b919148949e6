package dev.ghostwatch.client.socket;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.status.StatusReply;
import org.jspecify.annotations.Nullable;

/**
 * What came of a change.
 *
 * @param before the status read just before, which named the right migration
 * @param answer what gh-ost said to the command
 * @param after the setting's value read back afterwards: gh-ost silently moves numbers into range;
 *     null when it is not known, or when the change was no setting
 * @param tableNameChecked whether this gh-ost itself compares the table name in commands; without
 *     it the user should be told
 */
public record ChangeResult(
    StatusReply before, Answer answer, @Nullable String after, boolean tableNameChecked) {}

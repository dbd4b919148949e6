package dev.ghostwatch.client.command;

/** A command that changes the migration. */
public sealed interface ChangeCommand extends Command
    permits SettingChange, NamedCommand, PostponeCutOver {

  /** The name that help must list for this command to exist. */
  String name();
}

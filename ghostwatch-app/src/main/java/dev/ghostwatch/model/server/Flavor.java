package dev.ghostwatch.model.server;

/** The two families of servers. */
public enum Flavor {
  MYSQL("MySQL"),
  MARIADB("MariaDB");

  private final String productName;

  Flavor(String productName) {
    this.productName = productName;
  }

  /** The name its makers give it. */
  public String productName() {
    return productName;
  }
}

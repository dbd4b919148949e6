package dev.ghostwatch;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the floors: who may use whom. */
class ArchitectureTest {
  private static final String ROOT = "dev.ghostwatch.";

  /** Each sub-package of {@code source} is a room of its own; the others are one room each. */
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("model", 1),
          Map.entry("config", 1),
          Map.entry("text", 1),
          Map.entry("proc", 1),
          Map.entry("source", 2),
          Map.entry("insight", 2),
          Map.entry("history", 2),
          Map.entry("document", 2),
          Map.entry("monitor", 3),
          Map.entry("access", 3),
          Map.entry("alert", 3),
          Map.entry("control", 3),
          Map.entry("daemon", 3),
          Map.entry("fleet", 4),
          Map.entry("web", 4),
          Map.entry("terminal", 4),
          Map.entry("cli", 4),
          Map.entry("app", 5));

  private static final Set<String> LIBRARIES_OF_OURS = Set.of("client", "simulator");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ghostwatch")
          .that(
              DescribedPredicate.describe(
                  "are of the application", type -> !LIBRARIES_OF_OURS.contains(area(type))));

  @Test
  void everyPackageHasItsFloor() {
    Set<String> areas = new TreeSet<>();
    CLASSES.forEach(type -> areas.add(area(type)));
    assertThat(areas)
        .as("a new package gets its floor in architecture.md and in this test")
        .isSubsetOf(FLOORS.keySet())
        .contains("model", "source", "monitor", "control", "cli", "app");
  }

  @Test
  void aPackageUsesOnlyFloorsBelowIt() {
    classes()
        .should(useOnlyFloorsBelow())
        .because(
            "a floor that looks up or sideways cannot be tried alone; to fix it move the type to a lower floor,"
                + " or state a port (an interface of your own) and let app wire it")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineUsesTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "cli..", ROOT + "terminal..", ROOT + "app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "terminal..")
        .because("escapes and widths belong to a face; give back values and let cli show them")
        .check(CLASSES);
  }

  @Test
  void theModelKnowsOnlyTheClientsValues() {
    classes()
        .that()
        .resideInAPackage(ROOT + "model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", ROOT + "client..", ROOT + "model..")
        .because("everything depends on the model; move what needs more to the floor that needs it")
        .check(CLASSES);
  }

  @Test
  void pureRoomsDoNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "insight..", ROOT + "text..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.channels..", "java.net..", "java.util.concurrent..")
        .because("insight is pure functions: pass in what was read")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void timeAndChanceArePassedIn() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "app..")
        .should()
        .callCodeUnitWhere(
            DescribedPredicate.describe(
                "reads the clock, sleeps, or draws lots", call -> isAmbient(call.getTarget())))
        .because(
            "a test cannot steer them; take an InstantSource, a Waiter or a RandomGenerator as a constructor argument")
        .check(CLASSES);
  }

  private static boolean isAmbient(CodeUnitCallTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
      case "java.lang.Thread" -> name.equals("sleep");
      case "java.lang.Math" -> name.equals("random");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.util.Random", "java.security.SecureRandom" -> name.equals("<init>");
      case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
      default ->
          owner.startsWith("java.time.")
              && (name.equals("now") || name.startsWith("system") || name.startsWith("tick"));
    };
  }

  private static ArchCondition<JavaClass> useOnlyFloorsBelow() {
    return new ArchCondition<>("use only floors below their own") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          while (target.isArray()) {
            target = target.getComponentType();
          }
          if (!isAllowed(type, target)) {
            events.add(
                violated(
                    type,
                    room(type) + " uses " + room(target) + ": " + dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean isAllowed(JavaClass from, JavaClass to) {
    if (!to.getName().startsWith(ROOT) || room(from).equals(room(to))) {
      return true;
    }
    if (area(to).equals("client")) {
      return true;
    }
    if (area(to).equals("simulator")) {
      return area(from).equals("app");
    }
    if (area(from).equals("cli") && area(to).equals("terminal")) {
      return true;
    }
    return FLOORS.getOrDefault(area(to), 99) < FLOORS.getOrDefault(area(from), 0);
  }

  /** {@code dev.ghostwatch.source.log.RunLog} is in the area {@code source}. */
  private static String area(JavaClass type) {
    String below =
        type.getPackageName().substring(Math.min(ROOT.length(), type.getPackageName().length()));
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }

  /** Sources are rooms of their own. */
  private static String room(JavaClass type) {
    return area(type).equals("source")
        ? type.getPackageName().substring(ROOT.length())
        : area(type);
  }
}

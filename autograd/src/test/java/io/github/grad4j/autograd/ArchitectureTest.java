package io.github.grad4j.autograd;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.github.grad4j.core.Op;

/** Who may call whom, and what no class may do. */
@AnalyzeClasses(packages = "io.github.grad4j", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String CORE = "io.github.grad4j.core..";
  private static final String OPS = "io.github.grad4j.ops..";
  private static final String AUTOGRAD = "io.github.grad4j.autograd";
  private static final String CHECK = "io.github.grad4j.autograd.check..";
  private static final String DATA = "io.github.grad4j.autograd.data..";
  private static final String EXPLAIN = "io.github.grad4j.autograd.explain..";
  private static final String FILES = "io.github.grad4j.autograd.files..";
  private static final String MODELS = "io.github.grad4j.autograd.models..";
  private static final String NON_FINITE = "io.github.grad4j.autograd.nonfinite..";
  private static final String TRAIN = "io.github.grad4j.autograd.train..";

  @ArchTest
  static final ArchRule core_knows_no_op =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(OPS, AUTOGRAD + "..");

  @ArchTest
  static final ArchRule ops_know_no_sweep =
      noClasses()
          .that()
          .resideInAPackage(OPS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(AUTOGRAD + "..");

  @ArchTest
  static final ArchRule training_and_checks_are_on_top =
      noClasses()
          .that()
          .resideInAPackage(AUTOGRAD)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CHECK, DATA, EXPLAIN, FILES, MODELS, NON_FINITE, TRAIN);

  @ArchTest
  static final ArchRule nothing_in_the_library_knows_the_models =
      noClasses()
          .that()
          .resideInAPackage(AUTOGRAD + "..")
          .and()
          .resideOutsideOfPackage(MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(MODELS);

  /** Explanations are made from outside; what computes does not know that it is explained. */
  @ArchTest
  static final ArchRule nothing_in_the_library_knows_its_explanations =
      noClasses()
          .that()
          .resideInAPackage("io.github.grad4j.(core|ops|autograd)..")
          .and()
          .resideOutsideOfPackage(EXPLAIN)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(EXPLAIN);

  @ArchTest
  static final ArchRule files_know_tensors_alone =
      noClasses()
          .that()
          .resideInAPackage(FILES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(OPS, AUTOGRAD, CHECK, DATA, EXPLAIN, NON_FINITE, TRAIN);

  /** What it reads may run any code on the class path. */
  @ArchTest
  static final ArchRule java_serialization_is_never_used =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(Object(In|Out)put.*|Externalizable)|java\\.beans\\..*");

  /** ND4J's own readers and writers of files believe what a file says. */
  @ArchTest
  static final ArchRule files_are_read_by_our_own_code =
      noClasses()
          .should()
          .callMethodWhere(
              target(
                      nameMatching(
                          "(?i).*(npy|npz|numpy|binary|readTxt|writeTxt|(from|to)ByteArray).*"))
                  .and(targetOwner(resideInAPackage("org.nd4j.."))));

  @ArchTest
  static final ArchRule derivatives_are_formulas =
      noClasses()
          .that()
          .resideInAPackage(AUTOGRAD)
          // evaluate() hands over numbers.
          .and()
          .doNotHaveFullyQualifiedName(AUTOGRAD + ".Jacobian")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.nd4j..");

  @ArchTest
  static final ArchRule same_diff_is_never_used =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.nd4j.autodiff..");

  @ArchTest
  static final ArchRule kernels_are_used_by_ops_alone =
      noClasses()
          .that()
          .resideOutsideOfPackage(OPS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.grad4j..internal..");

  @ArchTest
  static final ArchRule kernels_know_no_op =
      noClasses()
          .that()
          .resideInAPackage("io.github.grad4j.ops.internal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.grad4j.ops");

  @ArchTest
  static final ArchRule ops_are_records =
      classes().that().implement(Op.class).and().areNotInterfaces().should().beRecords();

  @ArchTest
  static final ArchRule packages_form_no_cycle =
      slices().matching("io.github.grad4j.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothing_is_printed =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule exceptions_are_specific =
      GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest
  static final ArchRule nothing_static_changes = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule classes_are_closed =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .areNotInterfaces()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .should()
          .haveModifier(JavaModifier.FINAL);
}

package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Calls;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the functions' roles may do, held against what the code does.
class TemplatePermissionsTest {
  private static final String POLICY = "AWS::IAM::Policy";
  private static final String ROLE = "AWS::IAM::Role";
  private static final Pattern READS = Pattern.compile("\\w+:(Describe|Get|List)\\w+");

  /// What a function does with its own queue, ledger, topic, key, log and traces.
  private static final Set<String> OWN_SERVICES =
      Set.of("sqs", "dynamodb", "sns", "kms", "logs", "xray");

  private static final Template TEMPLATE = Template.read();

  @Test
  void everyRemediationNamesItsCalls() {
    assertThat(Remediation.class.getPermittedSubclasses())
        .isNotEmpty()
        .allSatisfy(type -> assertThat(type.getAnnotation(Calls.class)).isNotNull());
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void aFamilyMayWriteWhatItsRemediationsCallAndNothingElse(Family family) {
    Set<String> called =
        Arrays.stream(Remediation.class.getPermittedSubclasses())
            .map(type -> type.getAnnotation(Calls.class))
            .filter(
                calls -> calls.by() == family && calls.onlyFor().isEmpty() && !calls.restoring())
            .flatMap(calls -> Arrays.stream(calls.value()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(allowed(writePolicy(family))).isEqualTo(called);
  }

  @Test
  void whatCanGiveSomethingAwayIsGrantedForTheOneControlThatNeedsIt() {
    Map<String, Set<String>> byPolicy =
        Arrays.stream(Remediation.class.getPermittedSubclasses())
            .map(type -> type.getAnnotation(Calls.class))
            .filter(calls -> !calls.onlyFor().isEmpty())
            .collect(
                Collectors.groupingBy(
                    calls -> Template.prefix(calls.by()) + " " + shortened(calls.onlyFor()),
                    Collectors.flatMapping(
                        calls -> Arrays.stream(calls.value()), Collectors.toSet())));

    assertThat(byPolicy).isNotEmpty();
    byPolicy.forEach(
        (name, called) -> {
          String family = name.split(" ", 2)[0];
          String control = name.split(" ", 2)[1];
          String id = family + control + "WritePolicy";
          Map<String, Object> policy = TEMPLATE.properties(POLICY, id);
          assertThat(policy).containsEntry("Roles", List.of(Template.reference(family + "Role")));
          assertThat(allowed(policy)).isEqualTo(called);
          assertThat(TEMPLATE.resources(POLICY).get(id))
              .containsEntry("Condition", control + "Enforced");
          assertThat(Template.map(TEMPLATE.root().get("Conditions")).get(control + "Enforced"))
              .isEqualTo(
                  Map.of("Fn::Equals", List.of(Template.reference("Enforce" + control), "yes")));
          assertThat(Template.map(TEMPLATE.root().get("Parameters")).get("Enforce" + control))
              .extracting(parameter -> Template.map(parameter).get("Default"))
              .isEqualTo("no");
        });
  }

  /// `Iam16` for `IAM-16`, as the parameter is called.
  private static String shortened(String control) {
    String[] parts = control.split("-", 2);
    return parts[0].charAt(0) + parts[0].substring(1).toLowerCase(Locale.ROOT) + parts[1];
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void aFamilyThatOnlyObservesMayWriteNothing(Family family) {
    String prefix = Template.prefix(family);
    assertThat(TEMPLATE.resources(POLICY).get(prefix + "WritePolicy"))
        .containsEntry("Condition", prefix + "Enforced");
    assertThat(Template.map(TEMPLATE.root().get("Conditions")).get(prefix + "Enforced"))
        .isEqualTo(Map.of("Fn::Equals", List.of(Template.reference("Enforce" + prefix), "yes")));
    assertThat(Template.map(TEMPLATE.root().get("Parameters")).get("Enforce" + prefix))
        .extracting(parameter -> Template.map(parameter).get("Default"))
        .isEqualTo("no");
    assertThat(unconditional(family))
        .filteredOn(action -> !OWN_SERVICES.contains(service(action)) || isAdjacents(action))
        .isNotEmpty()
        .allMatch(READS.asMatchPredicate());
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void aFamilyMayReadThePauseAndTheExemptionsAndNoOtherParameter(Family family) {
    List<Object> parameters =
        Template.list(TEMPLATE.properties(ROLE, Template.prefix(family) + "Role").get("Policies"))
            .stream()
            .flatMap(policy -> statements(Template.map(policy)))
            .filter(statement -> String.valueOf(statement.get("Action")).contains("ssm:"))
            .map(
                statement ->
                    (Object)
                        (statement.get("Action")
                            + String.valueOf(statement.get("Resource")).replaceFirst("^.*:", " ")))
            .toList();

    assertThat(parameters)
        .containsExactly(
            "ssm:GetParameter parameter/aurora-guardrails/pause}",
            "ssm:GetParametersByPath parameter/aurora-guardrails/exemptions}");
  }

  @Test
  void onlyTheRestoringFunctionMayGivePoliciesBackAndOnlyWhereItIsAskedFor() {
    Set<String> restoring =
        Arrays.stream(Remediation.class.getPermittedSubclasses())
            .map(type -> type.getAnnotation(Calls.class))
            .filter(Calls::restoring)
            .flatMap(calls -> Arrays.stream(calls.value()))
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Object> role = TEMPLATE.properties(ROLE, "IamRestoreRole");
    Map<String, Object> given =
        Template.list(role.get("Policies")).stream()
            .map(Template::map)
            .filter(policy -> "restore".equals(policy.get("PolicyName")))
            .findFirst()
            .orElseThrow();

    assertThat(restoring).isNotEmpty();
    assertThat(allowed(given)).isEqualTo(restoring);
    assertThat(TEMPLATE.resources(ROLE).get("IamRestoreRole"))
        .containsEntry("Condition", "IamRestores");
    assertThat(Template.map(TEMPLATE.root().get("Parameters")).get("RestoreIam"))
        .extracting(parameter -> Template.map(parameter).get("Default"))
        .isEqualTo("no");
    TEMPLATE
        .resources(ROLE)
        .keySet()
        .forEach(
            other ->
                assertThat(
                        statements(TEMPLATE.properties(POLICY, "IamRestoreLimitPolicy"))
                            .flatMap(one -> Template.list(one.get("Resource")).stream())
                            .map(TemplatePermissionsTest::whereItExists)
                            .toList())
                    .contains(Template.attribute(other, "Arn")));
  }

  @Test
  void theIamFunctionCannotDisarmTheGuardsOwnRoles() {
    List<Object> spared =
        statements(writePolicy(Family.IAM))
            .filter(statement -> "Deny".equals(statement.get("Effect")))
            .filter(
                statement ->
                    Template.list(statement.get("Action"))
                        .containsAll(List.of("iam:DetachRolePolicy", "iam:DeleteRolePolicy")))
            .flatMap(statement -> Template.list(statement.get("Resource")).stream())
            .map(TemplatePermissionsTest::whereItExists)
            .toList();

    assertThat(spared)
        .containsAll(
            TEMPLATE.resources(ROLE).keySet().stream()
                .map(role -> Template.attribute(role, "Arn"))
                .toList());
  }

  /// A role that is optional stands in an `!If`, with nothing as its other branch.
  private static Object whereItExists(Object resource) {
    return resource instanceof Map<?, ?> map && map.get("Fn::If") instanceof List<?> branches
        ? branches.get(1)
        : resource;
  }

  @Test
  void noActionIsAWildcard() {
    var actions = new TreeSet<String>();
    TEMPLATE.visit(
        (key, value) -> {
          assertThat(key).isNotEqualTo("NotAction");
          if (key.equals("Action")) {
            Template.list(value).forEach(action -> actions.add(action.toString()));
          }
        });

    assertThat(actions).isNotEmpty().noneMatch(action -> action.matches(".*[*?].*"));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void aFamilyKeepsToItsOwnKeysInTheLedgerAndToTheSharedBrake(Family family) {
    Map<String, Object> ledger =
        TEMPLATE.properties(POLICY, Template.prefix(family) + "LedgerPolicy");

    assertThat(statements(ledger))
        .singleElement()
        .extracting(statement -> statement.get("Condition"))
        .isEqualTo(
            Map.of(
                "ForAllValues:StringLike",
                Map.of("dynamodb:LeadingKeys", List.of(family.label() + "#*", "brake#*"))));
  }

  private static Map<String, Object> writePolicy(Family family) {
    String prefix = Template.prefix(family);
    Map<String, Object> policy = TEMPLATE.properties(POLICY, prefix + "WritePolicy");
    assertThat(policy).containsEntry("Roles", List.of(Template.reference(prefix + "Role")));
    return policy;
  }

  /// All that the role is allowed without a condition of the template.
  private static Set<String> unconditional(Family family) {
    String role = Template.prefix(family) + "Role";
    Stream<Map<String, Object>> inline =
        Template.list(TEMPLATE.properties(ROLE, role).get("Policies")).stream().map(Template::map);
    Stream<Map<String, Object>> attached =
        TEMPLATE.resources(POLICY).values().stream()
            .filter(policy -> !policy.containsKey("Condition"))
            .map(policy -> Template.map(policy.get("Properties")))
            .filter(
                policy -> Template.list(policy.get("Roles")).contains(Template.reference(role)));
    assertThat(TEMPLATE.properties(ROLE, role)).doesNotContainKey("ManagedPolicyArns");
    return Stream.concat(inline, attached)
        .map(TemplatePermissionsTest::allowed)
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> allowed(Map<String, Object> policy) {
    return statements(policy)
        .filter(statement -> "Allow".equals(statement.get("Effect")))
        .flatMap(statement -> Template.list(statement.get("Action")).stream())
        .map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Map<String, Object>> statements(Map<String, Object> policy) {
    Map<String, Object> document = Template.map(policy.get("PolicyDocument"));
    return Template.list(document.get("Statement")).stream().map(Template::map);
  }

  /// Keys and log groups are the adjacent family's business besides being its tools.
  private static boolean isAdjacents(String action) {
    return Arrays.stream(Remediation.class.getPermittedSubclasses())
        .flatMap(type -> Arrays.stream(type.getAnnotation(Calls.class).value()))
        .anyMatch(action::equals);
  }

  private static String service(String action) {
    return action.substring(0, action.indexOf(':'));
  }
}

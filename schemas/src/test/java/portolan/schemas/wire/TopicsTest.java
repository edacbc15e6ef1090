// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;

class TopicsTest {
    @Test
    void theFileForBrokersSaysWhatTheCodeSays() throws IOException {
        Object file = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("../deploy/topics.yaml")));

        assertThat(file).isEqualTo(Map.of("topics", inCode(), "principals", principals()));
    }

    /** By retention.ms or a cleanup.policy whoever may change settings deletes what a topic holds. */
    @Test
    void nobodyMayChangeTheTopicsOfEvidence() {
        assertThat(Topics.evidence())
                .contains(Topics.DESK_AUDITED, Topics.DECISIONS_RECORDED, Topics.RULESETS_AUDITED)
                .containsAll(
                        Topics.all().stream().filter(KafkaTopic::isKeptForever).toList());
        for (Principal principal : Principal.values()) {
            for (KafkaTopic topic : Topics.evidence()) {
                assertThat(principal.topics().getOrDefault(topic.name(), Set.of()))
                        .as("%s at %s", principal, topic)
                        .doesNotContain(Principal.Operation.ALTER, Principal.Operation.ALTER_CONFIGS);
            }
        }
    }

    /** A compacted topic loses what a writer writes over, or ends by a message without value. */
    @Test
    void noTopicOfEvidenceIsCompacted() {
        assertThat(Topics.evidence())
                .allSatisfy(topic -> assertThat(topic.config()).containsEntry("cleanup.policy", "delete"));
        assertThat(Topics.evidence())
                .contains(Topics.INSPECTIONS_REPORTED, Topics.ALERTS_WORKED)
                .filteredOn(KafkaTopic::isKeptForever)
                .contains(Topics.ALERTS_WORKED, Topics.DECISIONS_RECORDED);
    }

    /** Who makes topics makes nothing else, and whoever else cannot change any. */
    @Test
    void onlyWhoHoldsNothingElseMakesAndMendsTopics() {
        for (Principal principal : Principal.values()) {
            Set<Principal.Operation> all =
                    principal.topics().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
            if (principal == Principal.TOPICS) {
                assertThat(all).doesNotContain(Principal.Operation.READ, Principal.Operation.WRITE);
            } else {
                assertThat(all)
                        .as("%s", principal)
                        .doesNotContain(
                                Principal.Operation.CREATE,
                                Principal.Operation.ALTER,
                                Principal.Operation.ALTER_CONFIGS);
            }
        }
    }

    private static List<Map<String, Object>> inCode() {
        return Topics.all().stream().map(TopicsTest::asInFile).toList();
    }

    private static Map<String, Object> asInFile(KafkaTopic topic) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", topic.name());
        entry.put("schema", topic.holds());
        entry.put("key", topic.keyedBy());
        entry.put("partitions", topic.partitions());
        entry.put("config", topic.config());
        return entry;
    }

    private static List<Map<String, Object>> principals() {
        return Arrays.stream(Principal.values())
                .map(principal -> Map.of(
                        "name",
                        principal.word(),
                        "user",
                        principal.user(),
                        "topics",
                        principal.topics().entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, rights -> words(rights.getValue()))),
                        "group",
                        words(principal.groups()),
                        "transactions",
                        words(principal.transactions())))
                .toList();
    }

    private static List<String> words(Set<Principal.Operation> operations) {
        return operations.stream().map(Enum::name).sorted().toList();
    }

    @Test
    void theBrokerTakesMoreThanWeReadSoThatWhatIsTooLargeIsRejectedWithItsBytes() {
        assertThat(Topics.CONSIGNMENTS_FILED.maxMessageBytes()).isEqualTo(2 << 20);
        assertThat(Topics.CONSIGNMENTS_FILED.maxRecordBytes()).isEqualTo(1 << 20);
        assertThat(Topics.FILINGS_REJECTED.maxMessageBytes()).isEqualTo(4 << 20);
    }

    @Test
    void stepsAndDecisionsAreKeyedOneByOne() {
        AlertWorked step = Wires.random(Topics.ALERTS_WORKED.wire(), AlertWorked.getClassSchema(), 3);
        step.setConsignmentKey("MAEU:123:2026");
        step.setStepId("s-1");
        DecisionRecorded decision =
                Wires.random(Topics.DECISIONS_RECORDED.wire(), DecisionRecorded.getClassSchema(), 3);
        decision.setConsignmentKey("MAEU:123:2026");
        decision.setDecisionId("d-1");

        assertThat(Topics.ALERTS_WORKED.key(step)).isEqualTo("MAEU:123:2026/s-1".getBytes(StandardCharsets.UTF_8));
        assertThat(Topics.DECISIONS_RECORDED.key(decision))
                .isEqualTo("MAEU:123:2026/d-1".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void movesAreKeyedByContainerAndCallsByTheBestNameOfTheShip() {
        ContainerMoved moved = Wires.random(Topics.CONTAINERS_MOVED.wire(), ContainerMoved.getClassSchema(), 3);
        moved.setEquipmentId("MSKU1234565");
        ConveyanceReported reported =
                Wires.random(Topics.CONVEYANCES_REPORTED.wire(), ConveyanceReported.getClassSchema(), 3);
        reported.setImo(null);
        reported.setCallSign("OWJL2");
        reported.setName("EMMA");

        assertThat(Topics.CONTAINERS_MOVED.key(moved)).isEqualTo("MSKU1234565".getBytes(StandardCharsets.UTF_8));
        assertThat(Topics.CONVEYANCES_REPORTED.key(reported)).isEqualTo("OWJL2".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void filingsAreKeyedByConsignmentAndRejectsByTheKeyTheyCameWith() {
        Filing filing = Wires.random(Topics.CONSIGNMENTS_FILED.wire(), Filing.getClassSchema(), 3);
        filing.setConsignmentKey("MAEU:123:2026");
        FilingRejected rejected = Wires.random(Topics.FILINGS_REJECTED.wire(), FilingRejected.getClassSchema(), 3);
        rejected.setKey(null);

        assertThat(Topics.CONSIGNMENTS_FILED.key(filing)).isEqualTo("MAEU:123:2026".getBytes(StandardCharsets.UTF_8));
        assertThat(Topics.FILINGS_REJECTED.key(rejected)).isNull();
    }
}

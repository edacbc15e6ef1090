// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.ledger.Note;
import portolan.scoring.ledger.Refusal;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Senders;
import portolan.scoring.rules.SendersInForce;
import portolan.scoring.rules.Sent;
import portolan.scoring.score.Assessment;

/**
 * Attacks on a bill by whoever can send filings. A list is in force: TRUE speaks for FORWARDER-1, EVIL and its friends
 * for filers of their own.
 */
class StrangersTest {
    private static final String FIRST_COME = """
            name: senders
            version: 1
            senders:
              - {sender: TRUE, tenants: [test], filers: [FORWARDER-1]}
              - {sender: EVIL, tenants: [test], filers: ["EVIL*"]}
              - {sender: PORT, tenants: ["*"], filers: ["*"], kinds: [ARRIVAL, STATUS]}
            """;

    /** It says besides whose bills are whose. */
    private static final String TRUE_FILERS = FIRST_COME.replace("[FORWARDER-1]}", "[FORWARDER-1], issuers: [MAEU]}");

    private static final String OURS = "26NL000000000001";

    private final SequentialEngine engine =
            new SequentialEngine(BaselineRuleSet.compiled(), "test", Reference.bundled());
    private long offset;

    private void inForce(String... texts) {
        engine.checking(Long.MIN_VALUE, lists(texts));
    }

    static SendersInForce lists(String... texts) {
        return new SendersInForce(List.of(texts).stream()
                .map(text -> (Senders) Objects.requireNonNull(Senders.read(text).document(), text))
                .toList());
    }

    @Test
    void aStrangersDeleteWithdrawsNothing() {
        inForce(FIRST_COME);
        send("TRUE", EventKind.CREATE, OURS, 1, ours(10));

        assertRefused(
                send("EVIL", EventKind.DELETE, OURS, 2, ours(10)),
                "the sender 'EVIL' (in force: senders v1)"
                        + " does not speak for the filer 'FORWARDER-1': kind=DELETE, tenant=test, consignment=MAEU:HBL-1:2026,"
                        + " filing=" + OURS + " version 2, filed by=FORWARDER-1");
        assertRefused(send("EVIL", EventKind.DELETE, OURS, 3, evil("EVIL9")), "for the filer 'FORWARDER-1'");
        assertRefused(send("NOBODY", EventKind.DELETE, OURS, 4, ours(10)), "'NOBODY', whom no list names");
        assertRefused(send(null, EventKind.DELETE, OURS, 5, ours(10)), "no sender (in force");
        assertThat(assessed(send("TRUE", EventKind.REPLACE, OURS, 2, ours(20))).filingVersion())
                .isEqualTo(2);
    }

    @Test
    void aTenantIsAsLittleAnybodysAsAFiler() {
        inForce(FIRST_COME);

        assertRefused(
                send(
                        "TRUE",
                        EventKind.CREATE,
                        OURS,
                        1,
                        Consignments.copyOf(ours(10)).tenant("other").build()),
                "tenant=other");
    }

    @Test
    void aStrangersSupersedingReplaceTakesNothingOver() {
        inForce(FIRST_COME);
        send("TRUE", EventKind.CREATE, OURS, 1, ours(10));

        Assessment claim = assessed(send("EVIL", EventKind.REPLACE, "EVIL-1", 1, OURS, evil("EVIL9")));

        assertThat(claimedBy(claim)).contains("also claimed by FORWARDER-1");
        Assessment amended = assessed(send("TRUE", EventKind.REPLACE, OURS, 2, ours(20)));
        assertThat(amended.filingVersion()).isEqualTo(2);
        assertThat(claimedBy(amended)).contains("also claimed by EVIL9 (filing EVIL-1)");
        assertThat(last(send("EVIL", EventKind.DELETE, "EVIL-1", 2, evil("EVIL9")))
                        .note())
                .isEqualTo(Note.RIVAL_CLAIM_WITHDRAWN);
        assertThat(claimedBy(assessed(send("TRUE", EventKind.REPLACE, OURS, 3, ours(30)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST_COME, ""})
    void threeSquattersKeepTheTrueFilerFromNothing(String list) {
        inForce(list.isEmpty() ? TRUE_FILERS : list);
        squat(3);

        Assessment ours = assessed(send("TRUE", EventKind.CREATE, OURS, 1, ours(10)));
        assertThat(claimedBy(ours)).contains("also claimed by EVIL1");
        squat(5);
        assertThat(assessed(send("TRUE", EventKind.REPLACE, OURS, 2, ours(20))).filingVersion())
                .isEqualTo(2);
    }

    /** Where no list says whose the bill is, either: one sender makes room for itself alone. */
    @Test
    void oneSenderOfManyNamesMakesNoRoomAtAnothersExpense() {
        inForce(FIRST_COME);
        squat(3);
        assessed(send("TRUE", EventKind.CREATE, OURS, 1, ours(10)));
        squat(9);

        assessed(send("TRUE", EventKind.PATCH, OURS, 2, ours(20)));
    }

    /** What the list says of an issuer's bills, first come does not. */
    @Test
    void theTrueFilerStandsInPlaceOfASquatter() {
        inForce(TRUE_FILERS);
        squat(3);
        assessed(send("TRUE", EventKind.CREATE, OURS, 1, ours(10)));
        squat(9);

        assessed(send("TRUE", EventKind.PATCH, OURS, 2, ours(20)));
        assertThat(last(send("EVIL", EventKind.DELETE, "EVIL-1", 2, evil("EVIL1")))
                        .note())
                .isEqualTo(Note.RIVAL_CLAIM_WITHDRAWN);
        assertThat(assessed(send("TRUE", EventKind.REPLACE, OURS, 3, ours(30))).filingVersion())
                .isEqualTo(3);
    }

    @Test
    void numbersThatAStrangerUsesOrSupersedesStayTheirFilers() {
        for (String list : List.of(FIRST_COME, TRUE_FILERS)) {
            inForce(list);
            String id = "HBL-" + list.length();
            Consignment ours = Consignments.copyOf(ours(10)).id(id).build();
            Consignment evil = Consignments.copyOf(evil("EVIL9")).id(id).build();
            send("EVIL", EventKind.CREATE, OURS, 99, "NEXT", evil);
            send("EVIL", EventKind.REPLACE, OURS, 100, "AFTER-NEXT", evil);

            assessed(send("TRUE", EventKind.CREATE, OURS, 1, ours));
            assessed(send(
                    "TRUE",
                    EventKind.REPLACE,
                    "NEXT",
                    1,
                    OURS,
                    Consignments.copyOf(ours).weighingKg(20).build()));
            assessed(send(
                    "TRUE",
                    EventKind.REPLACE,
                    "AFTER-NEXT",
                    1,
                    "NEXT",
                    Consignments.copyOf(ours).weighingKg(30).build()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST_COME, ""})
    void aNumberThatAStrangerSupersedesIsNoneTheLess(String list) {
        inForce(list.isEmpty() ? TRUE_FILERS : list);
        send("EVIL", EventKind.CREATE, "EVIL-1", 1, "NEXT", evil("EVIL9"));
        send("EVIL", EventKind.REPLACE, "EVIL-1", 2, OURS, evil("EVIL9"));

        assessed(send("TRUE", EventKind.CREATE, OURS, 1, ours(10)));
        assessed(send("TRUE", EventKind.REPLACE, "NEXT", 1, ours(20)));
    }

    /** Who claimed a bill before the list said whose it is loses no place to those who claim it then. */
    @Test
    void theTrueFilersClaimMakesNoRoomForOthers() {
        inForce(FIRST_COME);
        squat(2);
        assessed(send("TRUE", EventKind.CREATE, OURS, 1, ours(10)));
        inForce(TRUE_FILERS);
        squat(9);

        assessed(send("TRUE", EventKind.PATCH, OURS, 2, ours(20)));
    }

    @Test
    void aStrangersNoticeOfArrivalDoesNotCountAsAVersion() {
        inForce(FIRST_COME);
        send("TRUE", EventKind.CREATE, OURS, 1, ours(10));

        Instant landed = Consignments.DEPARTURE.plus(Duration.ofDays(30));
        assessed(send(
                "PORT",
                EventKind.ARRIVAL,
                OURS,
                999,
                Consignments.copyOf(evil("PORT"))
                        .routing(new Leg(2, LegFunction.DISCHARGE, "NLRTM", null, null, null, null, landed, null))
                        .build()));

        assertThat(assessed(send("TRUE", EventKind.REPLACE, OURS, 2, ours(20))).filingVersion())
                .isEqualTo(2);
        assertRefused(send("PORT", EventKind.DELETE, OURS, 1_000, ours(10)), "kind=DELETE");
    }

    /** It adds goods of its own to another's bill, or so many that the true filer's find no room. */
    @ParameterizedTest
    @EnumSource(
            value = EventKind.class,
            names = {"SUPPLEMENT", "ARRIVAL"})
    void aStrangerCompletesNobodysBill(EventKind kind) {
        inForce(FIRST_COME);
        send("TRUE", EventKind.CREATE, OURS, 1, ours(10));

        assertRefused(send("EVIL", kind, OURS, 2, evil("EVIL9")), "for the filer 'FORWARDER-1': kind=" + kind);
        assertThat(assessed(send("TRUE", EventKind.REPLACE, OURS, 2, ours(20))).filingVersion())
                .isEqualTo(2);
    }

    @Test
    void aSupplementThatAStrangerSendsBeforehandCompletesNothing() {
        inForce(FIRST_COME);
        send("EVIL", EventKind.SUPPLEMENT, "EVIL-1", 1, evil("EVIL9"));

        List<Replayed> filed = send("TRUE", EventKind.CREATE, OURS, 1, ours(10));

        assertRefused(filed, "for the filer 'FORWARDER-1': kind=SUPPLEMENT");
        assertThat(filed).filteredOn(one -> one.assessment() != null).hasSize(1);
    }

    /** What comes before its CREATE waits; a stranger's neither follows that of another nor takes all the room. */
    @ParameterizedTest
    @EnumSource(
            value = EventKind.class,
            names = {"DELETE", "REPLACE", "PATCH"})
    void whatAStrangerSendsBeforehandFollowsNobodysCreate(EventKind kind) {
        inForce(FIRST_COME);
        for (int version = 2; version < 12; version++) {
            send(
                    "EVIL",
                    kind,
                    OURS,
                    version,
                    Consignments.copyOf(evil("EVIL9")).weighingKg(version).build());
        }
        send("TRUE", EventKind.REPLACE, OURS, 2, ours(20));

        List<Replayed> followed = send("TRUE", EventKind.CREATE, OURS, 1, ours(10));

        assertThat(followed).extracting(Replayed::refusal).containsOnlyNulls();
        assertThat(followed)
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.assessment()).isNotNull());
    }

    @Test
    void nobodyTeachesWhomTheListDoesNotName() {
        inForce(FIRST_COME);
        assessed(send("TRUE", EventKind.CREATE, OURS, 1, ours(10)));
        assertRefused(report("EVIL", OutcomeCode.NOTHING_FOUND), "does not report OUTCOMES: tenant=test");

        inForce(FIRST_COME + "  - {sender: DESK, tenants: [test], filers: [\"*\"], kinds: [OUTCOMES]}\n");
        assertRefused(report("EVIL", OutcomeCode.SMUGGLED_GOODS), "the sender 'EVIL' (in force: senders v1)");
        assertRefused(report(null, OutcomeCode.SMUGGLED_GOODS), "does not report OUTCOMES: tenant=test");
        assertThat(last(report("DESK", OutcomeCode.SMUGGLED_GOODS)).refusal()).isNull();
        assertRefused(send("DESK", EventKind.DELETE, OURS, 2, ours(10)), "kind=DELETE");
    }

    @Test
    void aListIsInForceFromItsTimeOn() {
        engine.checking(time(2), lists(FIRST_COME)).checking(time(4), SendersInForce.NONE);

        assessed(send(null, EventKind.CREATE, OURS, 1, ours(10)));
        assertRefused(send(null, EventKind.REPLACE, OURS, 2, ours(20)), "no sender");
        assertRefused(send(null, EventKind.REPLACE, OURS, 2, ours(20)), "no sender");
        assessed(send(null, EventKind.REPLACE, OURS, 2, ours(20)));
    }

    private void squat(int filers) {
        for (int i = 1; i <= filers; i++) {
            send("EVIL", EventKind.CREATE, "EVIL-" + i, 1, evil("EVIL" + i));
        }
    }

    private static Consignment ours(double kilograms) {
        return consignment().weighingKg(kilograms).build();
    }

    private static Consignment evil(String filer) {
        return consignment()
                .filer(filer)
                .consignedTo("NL999")
                .inContainers("TCLU4265170")
                .build();
    }

    private static long time(long offset) {
        return Consignments.RECEIVED_AT.toEpochMilli() + offset;
    }

    private List<Replayed> send(@Nullable String sender, EventKind kind, String number, int version, Consignment said) {
        return send(sender, kind, number, version, null, said);
    }

    private List<Replayed> send(
            @Nullable String sender,
            EventKind kind,
            String number,
            int version,
            @Nullable String supersedes,
            Consignment said) {
        offset++;
        Filing filing = new Filing(
                "event-" + offset,
                kind,
                number,
                version,
                supersedes,
                said.receivedAt(),
                new Position(time(offset), Position.Input.FILING, "filings", 0, offset),
                said);
        return engine.take(filing, Sent.by(sender == null ? null : sender.getBytes(UTF_8)));
    }

    private List<Replayed> report(@Nullable String sender, OutcomeCode code) {
        offset++;
        return engine.take(
                new Outcome(
                        "test",
                        ours(10).key(),
                        code,
                        true,
                        (int) offset,
                        Consignments.RECEIVED_AT,
                        null,
                        null,
                        null,
                        Chosen.UNSAID,
                        new Position(time(offset), Position.Input.OUTCOME, "outcomes", 0, offset)),
                Sent.by(sender == null ? null : sender.getBytes(UTF_8)));
    }

    private static void assertRefused(List<Replayed> replayed, String words) {
        Refusal refusal = Objects.requireNonNull(last(replayed).refusal(), "refused");
        assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_ENTITLED);
        assertThat(refusal.message()).contains(words);
    }

    private static Assessment assessed(List<Replayed> replayed) {
        assertThat(last(replayed).refusal()).isNull();
        assertThat(last(replayed).failures()).isEmpty();
        return Objects.requireNonNull(last(replayed).assessment(), () -> "assessed: " + last(replayed));
    }

    private static String claimedBy(Assessment assessment) {
        Reading reading = assessment.readings().get(Indicators.get("duplicate_bill"));
        return reading == null ? "" : reading.evidence();
    }

    private static Replayed last(List<Replayed> replayed) {
        return replayed.get(replayed.size() - 1);
    }
}

// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.RECEIVED_AT;
import static portolan.scoring.Consignments.consignment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.Moves;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.ContainerMove.Kind;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Sent;

/** What moves of containers say of bills, through the whole engine. */
class ContainerMovesTest {
    private static final String BOX = "CSQU3054383";
    private static final int DAY = 24;
    private static final List<Kind> KINDS =
            List.of(Kind.GATE_IN, Kind.GATE_OUT, Kind.LOADED, Kind.DISCHARGED, Kind.STUFFED, Kind.STRIPPED);

    private final SequentialEngine engine =
            new SequentialEngine(BaselineRuleSet.compiled(), "test", Reference.bundled());
    private long offset;

    @Test
    void aBoxThatIsOpenedInTransshipmentIsTold() {
        Moves inDubai = Moves.of(BOX, "AEJEA");
        move(inDubai.move(Kind.DISCHARGED, 10 * DAY), inDubai.move(Kind.STRIPPED, 11 * DAY));

        assertThat(file(20, overDubai()).get(Indicators.get("moved_in_transshipment")))
                .isEqualTo(new Reading(
                        Indicators.get("moved_in_transshipment"),
                        1,
                        "CSQU3054383 stripped in AEJEA on 2026-03-13, a port of transshipment"));
    }

    @Test
    void aWayBetweenTwoTerminalsIsNoneThatLeavesThePort() {
        Moves inDubai = Moves.of(BOX, "AEJEA");
        move(
                inDubai.at("T1").move(Kind.GATE_OUT, 10 * DAY),
                inDubai.at("T2").move(Kind.GATE_IN, 10 * DAY + 3),
                inDubai.at("T2").move(Kind.LOADED, 11 * DAY));
        assertThat(file(20, overDubai()).value(Indicators.get("moved_in_transshipment")))
                .isZero();

        move(inDubai.at("T2").move(Kind.GATE_OUT, 12 * DAY), inDubai.at("T1").move(Kind.GATE_IN, 14 * DAY));
        assertThat(file(20, overDubai()).value(Indicators.get("moved_in_transshipment")))
                .as("two days on the road")
                .isEqualTo(1);
        assertThat(file(20, direct()).get(Indicators.get("moved_in_transshipment")))
                .as("a bill that does not go over it")
                .isNull();
    }

    @Test
    void aStayIsComparedWithThoseOfOthersInThatPort() {
        stays(29, "AEJEA", -4_000);
        Moves inDubai = Moves.of(BOX, "AEJEA");
        move(inDubai.move(Kind.DISCHARGED, 10 * DAY));
        assertThat(file(20, overDubai()).get(Indicators.get("transshipment_dwell")))
                .as("too few to compare with")
                .isNull();

        stays(1, "AEJEA", 11 * DAY);
        assertThat(file(11, overDubai()).get(Indicators.get("transshipment_dwell")))
                .as("a stay that lasts is not short")
                .isNull();
        Reading lasts = Objects.requireNonNull(file(20, overDubai()).get(Indicators.get("transshipment_dwell")));
        assertThat(lasts.value()).isGreaterThan(3);
        assertThat(lasts.evidence())
                .startsWith("CSQU3054383 in AEJEA: discharged on 2026-03-12, there until now, 240 hours; median ")
                .endsWith(" of 30 stays there");

        move(inDubai.move(Kind.LOADED, 10 * DAY + 40));
        assertThat(file(20, overDubai()).value(Indicators.get("transshipment_dwell")))
                .isBetween(-1.0, 1.0);
    }

    @Test
    void aBoxThatNeverArrivesWhereOthersDoIsAPhantom() {
        assertThat(file(40, direct()).get(Indicators.get("phantom_shipment")))
                .as("nobody reports from there")
                .isNull();

        stays(60, "NLRTM", -4_000);
        assertThat(file(34, direct()).get(Indicators.get("phantom_shipment")))
                .as("it may still be reported")
                .isNull();
        assertThat(file(40, direct()).get(Indicators.get("phantom_shipment")))
                .as("reports end before it arrives")
                .isNull();

        move(Moves.of("MSKU0000006", "NLRTM").move(Kind.GATE_OUT, 39 * DAY));
        assertThat(file(40, direct()).get(Indicators.get("phantom_shipment")))
                .isEqualTo(new Reading(
                        Indicators.get("phantom_shipment"),
                        1,
                        "CSQU3054383 has no move in NLRTM, where it was to arrive on 2026-04-01; of other containers 61"
                                + " moves are known there, from 2025-09-16 to 2026-04-10"));

        move(Moves.of(BOX, "NLRTM").move(Kind.DISCHARGED, 29 * DAY));
        assertThat(file(40, direct()).get(Indicators.get("phantom_shipment"))).isNull();
    }

    @Test
    void aPortThatReportsLoadingsAloneMissesNoBox() {
        for (int i = 0; i < 60; i++) {
            move(Moves.of("MSKU0000006", "NLRTM").move(Kind.LOADED, -4_000 + i * 60L));
        }
        move(Moves.of("MSKU0000006", "NLRTM").move(Kind.LOADED, 39 * DAY));

        assertThat(file(40, direct()).get(Indicators.get("phantom_shipment"))).isNull();
    }

    @Test
    void whatIsToldAgainInAnotherMessageIsOneMove() {
        Moves inDubai = Moves.of(BOX, "AEJEA");
        move(
                inDubai.at("T1").move(Kind.GATE_OUT, 10 * DAY),
                inDubai.at("T1").move(Kind.GATE_OUT, 10 * DAY),
                inDubai.at("T2").move(Kind.GATE_IN, 10 * DAY + 3));

        assertThat(file(20, overDubai()).value(Indicators.get("moved_in_transshipment")))
                .as("to another terminal, told twice")
                .isZero();
    }

    @Test
    void aStayEndsWhereTheBoxIsSeenElsewhere() {
        stays(31, "AEJEA", -4_000);
        move(
                Moves.of(BOX, "AEJEA").move(Kind.DISCHARGED, 10 * DAY),
                Moves.of(BOX, "NLRTM").move(Kind.DISCHARGED, 30 * DAY));

        assertThat(file(40, overDubai()).get(Indicators.get("transshipment_dwell")))
                .isNull();
    }

    @Test
    void aBoxThatIsReturnedEmptyOnTheWayWasNotFull() {
        move(Moves.of(BOX, "AEJEA").move(Kind.DISCHARGED, 10 * DAY));
        assertThat(file(20, direct()).value(Indicators.get("empty_on_full_bill")))
                .isZero();

        move(Moves.of(BOX, "AEJEA").emptied().move(Kind.GATE_IN, 12 * DAY));
        assertThat(file(20, direct()).get(Indicators.get("empty_on_full_bill")))
                .isEqualTo(new Reading(
                        Indicators.get("empty_on_full_bill"),
                        1,
                        "CSQU3054383 gate in in AEJEA on 2026-03-14 empty; by the bill it travels full from CNSHA (2026-03-02)"
                                + " to NLRTM (2026-04-01)"));
    }

    @Test
    void anEmptyBoxBeforeLoadingAndAfterArrivalIsAsUsual() {
        move(
                Moves.of(BOX, "CNSHA").emptied().move(Kind.GATE_OUT, -5 * DAY),
                Moves.of(BOX, "CNSHA").move(Kind.LOADED, 0),
                Moves.of(BOX, "NLRTM").emptied().move(Kind.GATE_IN, 34 * DAY));

        assertThat(file(36, direct()).value(Indicators.get("empty_on_full_bill")))
                .isZero();
    }

    @Test
    void noBoxIsAtTwoPlacesButClocksOfTerminalsDiffer() {
        move(
                Moves.of(BOX, "NLRTM").move(Kind.GATE_OUT, 100),
                Moves.of(BOX, "BEANR").move(Kind.GATE_IN, 100));
        assertThat(file(20, direct()).value(Indicators.get("impossible_moves"))).isZero();

        move(Moves.of(BOX, "SGSIN").move(Kind.GATE_IN, 140));
        assertThat(file(20, direct()).get(Indicators.get("impossible_moves")))
                .satisfies(reading -> assertThat(reading.value()).isEqualTo(1))
                .satisfies(reading -> assertThat(reading.evidence())
                        .startsWith("CSQU3054383 gate out in NLRTM on 2026-03-06, gate in in SGSIN on 2026-03-08: ")
                        .endsWith(" nautical miles in 40 hours"));
    }

    @Test
    void aHaulierWhoNeverCameBeforeIsTold() {
        String consignee =
                Objects.requireNonNull(PartyKey.of(direct().build().receiver())).value();
        for (int i = 0; i < 5; i++) {
            move(Moves.of("MSKU0000006", "NLRTM").by("REGULAR BV", consignee).move(Kind.GATE_OUT, i));
        }
        file(1, direct());
        move(Moves.of(BOX, "NLRTM").by("REGULAR BV", consignee).move(Kind.GATE_OUT, 31 * DAY));
        assertThat(file(31, direct()).get(Indicators.get("new_haulier"))).isNull();

        move(Moves.of(BOX, "NLRTM").by("NEW BV", consignee).move(Kind.GATE_OUT, 32 * DAY));
        assertThat(file(32, direct()).get(Indicators.get("new_haulier")))
                .isEqualTo(new Reading(
                        Indicators.get("new_haulier"),
                        1,
                        "CSQU3054383 was fetched on 2026-04-03 by \"NEW BV\", who had fetched none of 6 containers of this"
                                + " consignee"));
    }

    @Test
    void whatComesAgainOrInAnotherOrderChangesNothing() {
        List<ContainerMove> moves = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            Moves one = Moves.of(i % 3 == 0 ? BOX : "MSKU0000006", i % 5 == 0 ? "AEJEA" : "NLRTM");
            moves.add(one.move(KINDS.get(random.nextInt(KINDS.size())), 5 * DAY + i));
        }
        moves.forEach(move -> move(move));
        List<Reading> before = ofMoves(file(25, overDubai()));
        assertThat(before).hasSizeGreaterThan(2);

        Collections.shuffle(moves, random);
        moves.forEach(move -> move(move));

        assertThat(ofMoves(file(25, overDubai()))).isEqualTo(before);
    }

    @Test
    void plansTeachNothing() {
        ContainerMove seen = Moves.of(BOX, "AEJEA").move(Kind.STRIPPED, 11 * DAY);
        move(new ContainerMove(
                seen.tenant(),
                seen.eventId(),
                seen.equipmentId(),
                seen.kind(),
                false,
                PackedStatus.FULL,
                seen.place(),
                null,
                seen.at(),
                null,
                null,
                null,
                seen.position()));

        assertThat(file(20, overDubai()).get(Indicators.get("moved_in_transshipment")))
                .isNull();
    }

    /** Boxes of another owner that stay two days or so, one after the other. */
    private void stays(int boxes, String port, long begin) {
        Random random = new Random(boxes);
        for (int i = 0; i < boxes; i++) {
            Moves box = Moves.of(i % 2 == 0 ? "MSKU0000006" : "MSKU0000011", port);
            long from = begin + i * 60L;
            move(box.move(Kind.DISCHARGED, from));
            move(box.move(Kind.LOADED, from + 30 + random.nextInt(20)));
        }
    }

    private static List<Reading> ofMoves(Readings readings) {
        List<Reading> some = new ArrayList<>();
        for (Indicator indicator : List.of(
                Indicators.get("impossible_moves"),
                Indicators.get("moved_in_transshipment"),
                Indicators.get("transshipment_dwell"),
                Indicators.get("empty_on_full_bill"))) {
            Reading.addIfRead(some, readings.get(indicator));
        }
        return some;
    }

    private static Draft overDubai() {
        return bill(new Leg(3, LegFunction.TRANSSHIP, "AEJEA", null, null, null, null, null, null));
    }

    private static Draft direct() {
        return bill(null);
    }

    /** From Shanghai on the first day to Rotterdam on the thirtieth. */
    private static Draft bill(@Nullable Leg over) {
        List<Leg> route = new ArrayList<>(List.of(
                new Leg(1, LegFunction.LOAD, "CNSHA", null, null, null, RECEIVED_AT, null, null),
                new Leg(
                        2,
                        LegFunction.DISCHARGE,
                        "NLRTM",
                        null,
                        null,
                        RECEIVED_AT.plus(Duration.ofDays(30)),
                        null,
                        null,
                        null)));
        if (over != null) {
            route.add(1, over);
        }
        return consignment().routing(route.toArray(Leg[]::new));
    }

    private void move(ContainerMove... moves) {
        for (ContainerMove move : moves) {
            assertThat(engine.take(move, Sent.by(null)))
                    .allMatch(replayed -> replayed.failures().isEmpty());
        }
    }

    /** Files another bill. */
    private Readings file(int day, Draft draft) {
        offset++;
        Instant at = RECEIVED_AT.plus(Duration.ofDays(day));
        Consignment bill = draft.id("HBL-" + offset).receivedAt(at).build();
        List<Replayed> replayed = engine.take(new Filing(
                "event-" + offset,
                EventKind.CREATE,
                "MRN-" + offset,
                1,
                null,
                at,
                new Position(at.toEpochMilli(), Position.Input.FILING, "filings", 0, offset),
                bill));
        return Objects.requireNonNull(replayed.get(replayed.size() - 1).assessment())
                .readings();
    }
}

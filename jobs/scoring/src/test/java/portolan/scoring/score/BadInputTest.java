// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Contact;
import portolan.scoring.manifest.ContainerRef;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Deadlines;
import portolan.scoring.manifest.Duty;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Freight;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Packages;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.Payment;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.Seal;
import portolan.scoring.manifest.Totals;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.RuleSet;

/** Whatever a filing says, it is assessed: no exception, no NaN, no infinity, through every memory and the baseline. */
class BadInputTest {
    private static final RuleSet BASELINE = BaselineRuleSet.compiled();
    private static final Reference REFERENCE = Reference.bundled();

    private static final @Nullable String[] TEXTS = {
        null,
        "",
        " ",
        "N/A",
        "\u0000\uFFFF",
        "\uD83D",
        "\uD83D\uDEA2 \u8239",
        "\u0421\u0422\u0410\u041B\u042C",
        "\u0642\u0637\u0646 \u0623\u0628\u064A\u0636",
        "\u68C9\u886C\u886B 500 \u7BB1",
        "Z\u0351\u0343\u0357algo",
        "\u202Eesrever",
        "CNXX9",
        "CNSHA",
        "NLRTM",
        "cnsha",
        "999999",
        "620520",
        "0000000000",
        "62",
        "XX",
        "CN",
        "EUR",
        "US$",
        "22G1",
        "45R1",
        "9999",
        "CSQU3054383",
        "CSQU3054384",
        "0",
        "|",
        "||||",
        "a|b\tc\nd",
        "GENERAL CARGO",
        "JTDKB20U793123456",
        "x".repeat(40_000)
    };

    private static final @Nullable Double[] QUANTITIES = {
        null, 0.0, -0.0, Double.MIN_VALUE, 1e-6, 1.0, 453.592, 26_000.0, 9_999_999_999.0, 1e300, Double.MAX_VALUE
    };

    private static final @Nullable Instant[] TIMES = {
        null,
        Instant.EPOCH,
        Instant.parse("0001-01-01T00:00:00Z"),
        Instant.parse("-000500-01-01T00:00:00Z"),
        Instant.parse("2026-03-02T09:00:00Z"),
        Instant.parse("2026-03-04T09:00:00Z"),
        Instant.parse("2026-04-03T09:00:00Z"),
        Instant.parse("9999-12-31T23:59:59Z"),
        Instant.ofEpochMilli(Long.MAX_VALUE / 4),
        Instant.ofEpochMilli(Long.MIN_VALUE / 4)
    };

    private static final EventKind[] KINDS = {
        EventKind.CREATE,
        EventKind.CREATE,
        EventKind.CREATE,
        EventKind.REPLACE,
        EventKind.PATCH,
        EventKind.SUPPLEMENT,
        EventKind.ARRIVAL,
        EventKind.STATUS,
        EventKind.DELETE
    };

    private static final String[] FILERS = {"FORWARDER-1", "FORWARDER-1", "FORWARDER-2", "FORWARDER-3", "UNKNOWN"};

    /** So few bills that most filings amend, withdraw or claim one that is there; every clock jumps. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void corruptedConsignmentsOnJumpingClocksAreAssessedInFiniteNumbers(long seed) {
        Random random = new Random(seed);
        SequentialEngine engine = new SequentialEngine(BASELINE, "engine-1", REFERENCE);
        int assessed = 0;
        boolean disputed = false;
        for (int n = 0; n < 500; n++) {
            Consignment now = corrupted(random, random.nextInt(60));
            String where = "seed=" + seed + ", input=" + n;
            try {
                List<Replayed> replayed = random.nextInt(6) == 0
                        ? engine.take(outcome(random, now, n))
                        : engine.take(filing(random, now, n));
                assessed += assertFinite(replayed, where);
                disputed |= replayed.stream().anyMatch(BadInputTest::isDisputed);
            } catch (RuntimeException e) {
                throw new AssertionError(where, e);
            }
        }
        assessed += assertFinite(engine.finish(), "seed=" + seed + ", at the end");

        assertThat(assessed).as("seed=" + seed).isGreaterThan(100);
        assertThat(disputed).as("seed=" + seed + ", two filers claim one bill").isTrue();
    }

    private static boolean isDisputed(Replayed replayed) {
        Assessment assessment = replayed.assessment();
        return assessment != null && assessment.readings().get(Indicators.get("duplicate_bill")) != null;
    }

    @Test
    void aBillWithTenThousandItemsIsAssessedAndTakenBack() {
        Random random = new Random(5);
        GoodsItem[] items = new GoodsItem[9_999];
        for (int i = 0; i < items.length; i++) {
            items[i] = item(random, i + 1);
        }
        Consignment now = consignment().items(items).build();
        SequentialEngine engine = new SequentialEngine(BASELINE, "engine-1", REFERENCE);

        int assessed = assertFinite(engine.take(filing(EventKind.CREATE, now, 1)), "9,999 items");
        assertFinite(engine.take(filing(EventKind.DELETE, now, 2)), "9,999 items withdrawn");

        assertThat(assessed).isOne();
    }

    private static int assertFinite(List<Replayed> replayed, String where) {
        int assessed = 0;
        for (Replayed each : replayed) {
            Assessment assessment = each.assessment();
            if (assessment != null) {
                assertFinite(assessment, where);
                assessed++;
            }
        }
        return assessed;
    }

    private static Filing filing(Random random, Consignment now, int n) {
        String filer = pick(random, FILERS);
        Consignment filed = Consignments.copyOf(now).filer(filer).build();
        String number = "MRN-" + now.key().value();
        boolean supersedes = random.nextInt(8) == 0;
        return filing(
                pick(random, KINDS),
                filed,
                n,
                filer.equals("FORWARDER-1") ? number : number + filer,
                supersedes ? number : null);
    }

    private static Filing filing(EventKind kind, Consignment now, int n) {
        return filing(kind, now, n, "MRN-" + now.key().value(), null);
    }

    private static Filing filing(EventKind kind, Consignment now, int n, String filingId, @Nullable String supersedes) {
        return new Filing(
                "event-" + n, kind, filingId, n + 1, supersedes, now.receivedAt(), at(Position.Input.FILING, n), now);
    }

    private static Outcome outcome(Random random, Consignment of, int n) {
        Instant reported = time(random);
        return new Outcome(
                of.tenant(),
                of.key(),
                pick(random, OutcomeCode.values()),
                random.nextInt(4) > 0,
                1 + random.nextInt(3),
                reported == null ? Consignments.RECEIVED_AT : reported,
                text(random),
                text(random),
                text(random),
                Chosen.UNSAID,
                at(Position.Input.OUTCOME, n));
    }

    /** The order in which inputs come is the broker's; the clocks of filers and adapters are what jumps. */
    private static Position at(Position.Input input, int n) {
        return new Position(Consignments.RECEIVED_AT.toEpochMilli() + n * 3_600_000L, input, "feed", 0, n);
    }

    private static void assertFinite(Assessment assessment, String where) {
        assertThat(assessment.score()).as(where).isFinite();
        assertThat(assessment.dataQuality().score()).as(where).isBetween(0.0, 1.0);
        for (Reading reading : assessment.readings().all()) {
            assertThat(reading.value())
                    .as("%s, indicator=%s, evidence=%s", where, reading.indicator(), reading.evidence())
                    .isFinite();
            assertThat(reading.evidence())
                    .as("%s, indicator=%s", where, reading.indicator())
                    .doesNotContain("NaN");
        }
        for (ThreatScore threat : assessment.threats()) {
            assertThat(threat.probability()).as(where).isBetween(0.0, 1.0);
            assertThat(threat.score()).as(where).isFinite();
            for (Contribution contribution : threat.contributions()) {
                assertThat(contribution.bits())
                        .as("%s, rule=%s", where, contribution.rule())
                        .isFinite();
            }
        }
    }

    private static Consignment corrupted(Random random, int n) {
        Consignments.Draft draft = consignment().id("HBL" + n);
        Instant received = time(random);
        // A record without a time of receipt does not get past the decoder; one with any is assessed.
        draft.receivedAt(received == null ? Consignments.RECEIVED_AT : received);
        draft.level(pick(random, BillLevel.values())).by(pick(random, TransportMode.values()));
        if (random.nextBoolean()) {
            draft.withoutParties();
            for (int i = random.nextInt(4); i > 0; i--) {
                draft.party(party(random));
            }
        }
        if (random.nextBoolean()) {
            GoodsItem[] items = new GoodsItem[random.nextInt(4)];
            for (int i = 0; i < items.length; i++) {
                items[i] = item(random, random.nextInt(5) - 1);
            }
            draft.items(items);
        }
        if (random.nextBoolean()) {
            Equipment[] equipment = new Equipment[random.nextInt(3)];
            for (int i = 0; i < equipment.length; i++) {
                equipment[i] = equipment(random);
            }
            draft.equipment(equipment);
        }
        if (random.nextBoolean()) {
            Leg[] legs = new Leg[random.nextInt(5)];
            for (int i = 0; i < legs.length; i++) {
                legs[i] = leg(random);
            }
            draft.routing(legs);
        }
        if (random.nextBoolean()) {
            draft.conveyance(
                    new Conveyance(text(random), text(random), text(random), text(random), text(random), text(random)));
        }
        if (random.nextBoolean()) {
            draft.totals(new Totals(
                    random.nextBoolean() ? null : random.nextLong() >>> 1,
                    quantity(random),
                    random.nextBoolean() ? null : random.nextInt(),
                    null));
        }
        if (random.nextBoolean()) {
            draft.freight(new Freight(pick(random, Payment.values()), quantity(random), text(random)));
        }
        if (random.nextBoolean()) {
            draft.deadlines(new Deadlines(time(random), time(random), time(random)));
        }
        return draft.build();
    }

    private static Party party(Random random) {
        List<PartyId> ids = random.nextBoolean() ? List.of() : List.of(new PartyId(filled(random), filled(random)));
        return new Party(
                pick(random, Role.values()),
                text(random),
                ids,
                pick(random, PersonType.values()),
                random.nextBoolean()
                        ? null
                        : new Address(text(random), text(random), text(random), text(random), text(random)),
                random.nextBoolean() ? List.of() : List.of(new Contact(filled(random), filled(random))),
                random.nextInt(4) == 0);
    }

    private static GoodsItem item(Random random, int seq) {
        Double value = quantity(random);
        return new GoodsItem(
                seq,
                text(random),
                text(random),
                text(random),
                quantity(random),
                quantity(random),
                quantity(random),
                random.nextBoolean() ? List.of() : List.of(new Packages(random.nextInt(3), text(random), text(random))),
                List.of(),
                value == null ? null : new Money(value, text(random), pick(random, "FOB", "CIF", "DECLARED")),
                random.nextBoolean() ? null : random.nextGaussian() * 1e6,
                random.nextBoolean() ? null : new Duty(quantity(random), text(random)),
                random.nextBoolean() ? List.of() : List.of(new ContainerRef(filled(random), null, quantity(random))));
    }

    private static Equipment equipment(Random random) {
        return new Equipment(
                filled(random),
                text(random),
                random.nextBoolean() ? null : pick(random, PackedStatus.values()),
                random.nextBoolean() ? List.of() : List.of(new Seal(filled(random), text(random), text(random))),
                quantity(random),
                quantity(random),
                random.nextBoolean() ? null : random.nextGaussian() * 1e6);
    }

    private static Leg leg(Random random) {
        return new Leg(
                random.nextInt(),
                pick(random, LegFunction.values()),
                text(random),
                text(random),
                text(random),
                time(random),
                time(random),
                time(random),
                time(random));
    }

    private static @Nullable String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private static String filled(Random random) {
        String text = text(random);
        return text == null ? "?" : text;
    }

    private static @Nullable Double quantity(Random random) {
        return QUANTITIES[random.nextInt(QUANTITIES.length)];
    }

    private static @Nullable Instant time(Random random) {
        return TIMES[random.nextInt(TIMES.length)];
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}

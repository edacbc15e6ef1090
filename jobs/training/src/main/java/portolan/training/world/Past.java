// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.GoodsKind;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.Selector;

/** What was filed and found before the window: habits, newcomers, amendments, and offences of others. */
final class Past {
    static final double NEWCOMERS = 0.08;

    static final double AMENDED = 0.2;
    static final double OFFENCES = 0.012;
    static final double ALIKES = 0.03;
    static final double INSPECTED = 0.07;
    static final double OFFENCES_INSPECTED = 0.55;
    static final double ALIKES_INSPECTED = 0.25;

    private final World world;
    private final Drawing drawing;
    private final Dice dice;
    private final long start;
    private final long end;
    private final List<List<Draft>> consignments = new ArrayList<>();

    /** What is known of some of them, by the last version. */
    private final Map<Draft, Known> known = new HashMap<>();

    /**
     * Of a consignment that is inspected more often than others.
     *
     * @param scheme null where nothing else is known than the code
     */
    private record Known(
            OutcomeCode code, double inspected, @Nullable Scheme scheme) {}

    Past(World world, Drawing drawing, Dice dice, long start, long end) {
        this.world = world;
        this.drawing = drawing;
        this.dice = dice;
        this.start = start;
        this.end = end;
    }

    /** What a deed of the window needs of the past. */
    void take(Stage stage) {
        for (Draft draft : stage.past()) {
            consignments.add(List.of(draft));
            OutcomeCode found = stage.finds().get(draft);
            if (found != null) {
                known.put(draft, new Known(found, 1, null));
            }
        }
    }

    void fill(Post post) {
        double span = end - start;
        for (Trade trade : world.trades()) {
            Dice own = dice.split("trade", trade.number());
            double days = trade.start() * span / Times.DAY + own.unit() * trade.rhythm();
            for (int i = 0; days * Times.DAY < span; i++) {
                Dice each = own.split("each", i);
                file(ordinary(drawing.draw(trade, start + (long) (days * Times.DAY)), each));
                days += trade.rhythm() * each.between(0.6, 1.4);
            }
        }
        long days = Math.round(span / Times.DAY);
        long usual = Math.round(world.perDay() * days);
        for (int i = 0; i < usual * NEWCOMERS; i++) {
            Dice own = dice.split("newcomer", i);
            file(ordinary(drawing.draw(world.newcomer(own), start + (long) (own.unit() * span)), own));
        }
        List<Scheme> schemes = Schemes.of(post);
        for (int i = 0; i < usual * OFFENCES; i++) {
            Dice own = dice.split("offence", i);
            Scheme scheme = own.oneOf(schemes);
            play(scheme.offence(own), own, new Known(scheme.found(), OFFENCES_INSPECTED, scheme));
        }
        for (int i = 0; i < usual * ALIKES; i++) {
            Dice own = dice.split("alike", i);
            Scheme scheme = own.oneOf(schemes);
            play(own.oneOf(scheme.alikes()), own, new Known(OutcomeCode.NOTHING_FOUND, ALIKES_INSPECTED, null));
        }
    }

    private void play(Scheme.Deed deed, Dice own, Known outcome) {
        // Those of the first weeks have no habits to break yet.
        long at = start + (long) ((0.25 + 0.75 * own.unit()) * (end - start));
        Stage stage = new Stage(world, drawing, own, at, start);
        List<Draft> versions = deed.act().play(stage);
        Draft last = versions.get(versions.size() - 1);
        if (outcome.scheme != null && world.clean().contains(last.shipper)) {
            return;
        }
        take(stage);
        file(versions);
        known.put(last, outcome);
    }

    private void file(List<Draft> versions) {
        if (versions.get(0).at >= start) {
            consignments.add(versions);
        }
    }

    /** As traffic files: mostly once, sometimes corrected. */
    static List<Draft> ordinary(Draft draft, Dice own) {
        if (!own.chance(AMENDED)) {
            return List.of(draft);
        }
        Draft first = draft.amended(draft.at);
        first.version = 1;
        first.at = draft.at - (long) (own.between(0.5, 40) * Times.HOUR);
        Draft last = first.amended(draft.at);
        switch (own.below(3)) {
            case 0 -> first.freightCents += 2_500L * (1 + own.below(4));
            case 1 -> first.lines(line -> line.packed(line.packages() + 1 + own.below(3)));
            default -> first.remark = "NOTIFY TO BE ADVISED";
        }
        return List.of(first, last);
    }

    /** All of it, by time. */
    List<Dealt.Event> events(Form form) {
        Map<String, Draft> masters = new LinkedHashMap<>();
        List<Dealt.Event> events = new ArrayList<>();
        for (List<Draft> versions : consignments) {
            Draft last = versions.get(versions.size() - 1);
            if (last.at >= end) {
                continue;
            }
            for (Draft version : versions) {
                events.add(new Dealt.Filed(version.at, form.write(version)));
            }
            if (last.master != null) {
                masters.merge(last.master, last, (one, other) -> one.at <= other.at ? one : other);
            }
            report(last, events);
        }
        for (Draft house : masters.values()) {
            Draft master = drawing.master(house);
            events.add(new Dealt.Filed(master.at, form.write(master)));
        }
        events.sort(Comparator.comparingLong(Dealt.Event::at).thenComparing(Past::identity));
        return events;
    }

    private static String identity(Dealt.Event event) {
        return event instanceof Dealt.Filed filed
                ? filed.filing().getConsignmentKey() + filed.filing().getFilingVersion()
                : ((Dealt.Reported) event).outcome().getOutcomeId();
    }

    private void report(Draft draft, List<Dealt.Event> events) {
        Dice own = dice.split("report " + draft.key(), 0);
        Known of = known.get(draft);
        if (!own.chance(of == null ? INSPECTED : of.inspected)) {
            return;
        }
        long at = Math.max(draft.at, draft.arrives) + own.between(4, 50) * Times.HOUR;
        if (at >= end) {
            return;
        }
        OutcomeCode code = of == null || of.code == OutcomeCode.NOTHING_FOUND ? innocent(own) : of.code;
        events.add(new Dealt.Reported(
                at,
                InspectionOutcome.newBuilder()
                        .setOutcomeId("OUT-" + draft.number)
                        .setTenant(Form.TENANT)
                        .setConsignmentKey(draft.key())
                        .setCode(code)
                        .setReportedAt(Instant.ofEpochMilli(at))
                        .setExamined(true)
                        .setReason(null)
                        .setGoodsKind(code == OutcomeCode.PROHIBITED_GOODS ? kind(of) : null)
                        .setOffice(null)
                        .setRevenueRecovered(null)
                        .setCurrency(null)
                        .setRemarks(null)
                        .setPlace(of == null || of.scheme == null ? null : of.scheme.place())
                        .setMinutes(20 + own.below(90))
                        .setChecks(List.of())
                        .setPhotos(List.of())
                        .setSelectedBy(of == null ? Selector.RANDOM : Selector.OFFICER)
                        .setSelectedShare(of == null ? INSPECTED : null)
                        .build()));
    }

    private static OutcomeCode innocent(Dice own) {
        return own.chance(0.05) ? OutcomeCode.MINOR_DISCREPANCY : OutcomeCode.NOTHING_FOUND;
    }

    private static GoodsKind kind(@Nullable Known of) {
        if (of == null || of.scheme == null) {
            return GoodsKind.NARCOTICS;
        }
        return switch (of.scheme.label()) {
            case "cover_goods" -> GoodsKind.TOBACCO;
            case "precursors" -> GoodsKind.OTHER;
            default -> GoodsKind.NARCOTICS;
        };
    }
}

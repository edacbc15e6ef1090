// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.NameConflict;
import portolan.scoring.kind.PartyOffences;
import portolan.scoring.kind.RepeatedPersonalEffects;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;

/**
 * What a consignment looks like beside its shipper's past: catalogue 7, 9, 19 to 29, 36, 40, 46, 49, 54. Each family is
 * defined on its own class.
 *
 * <p>{@link Indicator#FIRST_TIME_SHIPPER} (19): flag, 1 when no consignment of this shipper is remembered. State:
 * shipper memory. Source: DATE (KDD 2020), Table 5. Known false positives: every newcomer.
 */
final class ShipperIndicators implements Measure<ShipperMemory> {
    /** Remembered consignments from which on a shipper is well known, so that a first time means something. */
    static final int WELL_KNOWN = 6;

    @Override
    public List<Definition> definitions() {
        List<Definition> definitions = new ArrayList<>(BrokenHabits.DEFINITIONS);
        definitions.addAll(List.of(
                new Definition(
                        Indicator.FIRST_TIME_SHIPPER,
                        19,
                        "a shipper without any remembered consignment",
                        "shipper memory",
                        "DATE (KDD 2020), Table 5; World Bank WP 9438",
                        "every newcomer; floods alone"),
                NameConflict.DEFINITION,
                new Definition(
                        Indicator.CONTACT_CHANGED,
                        9,
                        "a well-known shipper comes with a telephone number or e-mail that it never stated before",
                        "shipper memory",
                        "WWF/TRAFFIC Red Flag Compendium 2021; general practice",
                        "a new clerk, another branch, agents who file their own number"),
                new Definition(
                        Indicator.FIRST_TIME_PAIR,
                        20,
                        "a well-known shipper's first remembered consignment to this consignee",
                        "shipper memory",
                        "general practice",
                        "new customers"),
                new Definition(
                        Indicator.DORMANT_THEN_ACTIVE,
                        21,
                        "the shipper returns after a silence far longer than its rhythm",
                        "shipper memory",
                        "general practice",
                        "seasonal trade, project cargo"),
                new Definition(
                        Indicator.FREQUENCY_BURST,
                        22,
                        "surprise of this many days with consignments among the last seven, given the shipper's own rate",
                        "shipper memory",
                        "general practice",
                        "season's start, promotions, a ship that carries two weeks at once"),
                new Definition(
                        Indicator.COMMODITY_OUT_OF_PROFILE,
                        23,
                        "surprise of the HS heading, given what the shipper ships",
                        "shipper memory",
                        "LineSight; FATF/Egmont TBML indicators 2021; BIS red flags",
                        "traders of many goods, new product lines"),
                new Definition(
                        Indicator.ORIGIN_OUT_OF_PROFILE,
                        24,
                        "surprise of the place of loading, given where the shipper loads",
                        "shipper memory",
                        "LineSight",
                        "carriers that change their service"),
                new Definition(
                        Indicator.DESTINATION_OUT_OF_PROFILE,
                        25,
                        "surprise of the place of discharge or delivery, given where the shipper sends",
                        "shipper memory",
                        "general practice",
                        "new customers, diverted ships"),
                new Definition(
                        Indicator.PACKAGE_WEIGHT_OUT_OF_HABIT,
                        26,
                        "log of the mass a package against the shipper's recent ones of the same heading",
                        "shipper memory",
                        "DATE (KDD 2020); WWF/TRAFFIC Red Flag Compendium 2021",
                        "another packaging of the same goods"),
                new Definition(
                        Indicator.WEIGHT_OUT_OF_HABIT,
                        27,
                        "log of the mass against the shipper's recent masses",
                        "shipper memory",
                        "WWF/TRAFFIC Red Flag Compendium 2021",
                        "growing trade, part loads"),
                new Definition(
                        Indicator.NEW_FORWARDER,
                        28,
                        "a well-known shipper's first consignment with this filer or carrier",
                        "shipper memory",
                        "general practice",
                        "a new freight contract"),
                new Definition(
                        Indicator.SHIPPER_OFFENCE_RATE,
                        29,
                        "the shipper's share of offences among examined, against all",
                        "shipper memory",
                        "DATE (KDD 2020), section 3.1; Grigoriou 2019",
                        "shippers examined because they were suspected"),
                new Definition(
                        Indicator.CONCENTRATION_FLIP,
                        36,
                        "how far the concentration of the shipper's consignments on few consignees fell",
                        "shipper memory",
                        "general practice",
                        "a producer that starts to sell to many"),
                new Definition(
                        Indicator.VALUE_OUT_OF_HABIT,
                        40,
                        "log of the value a kilogram against the shipper's recent ones of the same heading, to others than this consignee",
                        "shipper memory",
                        "DATE (KDD 2020); FATF/Egmont TBML indicators 2021",
                        "sales, another quality of the same goods"),
                new Definition(
                        Indicator.VALUE_BELOW_HABIT_AGAIN,
                        40,
                        "how many of the shipper's recent consignments of the heading, this one too, are below half of its own price",
                        "shipper memory",
                        "FATF/Egmont TBML indicators 2021; Grigoriou 2019",
                        "a lasting fall of the market, a second and cheaper quality"),
                new Definition(
                        Indicator.REPEATED_VALUE,
                        46,
                        "how many of the shipper's recent consignments state the same value, or the same mass, to the unit",
                        "shipper memory",
                        "Benford analyses cited in DATE (KDD 2020)",
                        "standard loads at list prices; floods alone"),
                new Definition(
                        Indicator.ORIGIN_SWITCHED,
                        49,
                        "how much oftener the shipper's recent goods of this heading stated another origin, though they are not loaded in the one now stated",
                        "shipper memory",
                        "JRC ConTraffic",
                        "traders who change their suppliers and not their port"),
                RepeatedPersonalEffects.DEFINITION,
                new Definition(
                        Indicator.SHIPPER_CONSIGNMENTS,
                        0,
                        "consignments of the shipper that are remembered",
                        "shipper memory",
                        "supporting figure",
                        "none: no sign of risk")));
        return definitions;
    }

    @Override
    public Answer of(Visit visit, ShipperMemory memory) {
        CaseEvent event = visit.event();
        Consignment consignment = event.live();
        Instant asOf = consignment.receivedAt();
        List<Reading> readings = new ArrayList<>(20);
        long consignments = memory.consignments();
        String earlier = Wording.earlierConsignments(consignments) + " of this shipper";
        readings.add(new Reading(Indicator.FIRST_TIME_SHIPPER, consignments == 0 ? 1 : 0, earlier));
        readings.add(new Reading(Indicator.SHIPPER_CONSIGNMENTS, consignments, earlier));
        if (consignments > 0) {
            Reading.addIfRead(readings, NameConflict.read(memory.names(), consignment.shipper(), "shipper"));
            ShipperRhythm.read(readings, memory, asOf);
            ShipperProfile.read(readings, memory, consignment);
            ShipperWeights.read(readings, memory, consignment);
            ShipperCircle.read(readings, memory, consignment);
            BrokenHabits.read(readings, memory, consignment);
            Reading.addIfRead(readings, OriginSwitched.read(memory.recent(), consignment));
            Reading.addIfRead(readings, ValueOutOfHabit.read(memory, consignment));
            Reading.addIfRead(readings, ValueBelowHabitAgain.read(memory.recent(), consignment));
            Reading.addIfRead(readings, RepeatedFigures.read(memory.recent(), consignment));
        }
        Reading.addIfRead(
                readings, RepeatedPersonalEffects.read(memory.personalEffects(), consignment, "from this shipper"));
        return new Answer(readings, PartyOffences.of(Indicator.SHIPPER_OFFENCE_RATE, memory.inspections(), asOf));
    }
}

// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Party;
import portolan.testing.Seeds;

/** Nothing but the traces tells offences apart: neither numbers nor lengths, neither times nor places in the list. */
@Tag(Seeds.TAG)
class LeakTest {
    private static final int WORLDS = Seeds.of(5, 16);

    /** Deviations from chance, of some forty offences each: more would come once in a hundred thousand looks. */
    private static final double MOST = 4.4;

    private static final Map<String, ToDoubleFunction<Filing>> FIELDS = fields();

    private static Map<String, ToDoubleFunction<Filing>> fields() {
        Map<String, ToDoubleFunction<Filing>> fields = new LinkedHashMap<>();
        fields.put("key's hash", filing -> filing.getConsignmentKey().hashCode());
        fields.put("key's parity", filing -> filing.getConsignmentKey().hashCode() & 1);
        fields.put(
                "document's last digits",
                filing -> number(filing.getTransportDocument().getNumber()) % 1_000);
        fields.put(
                "document's number",
                filing -> number(filing.getTransportDocument().getNumber()));
        fields.put("filing's number", filing -> number(filing.getFilingId()));
        fields.put("event id", filing -> filing.getEventId().getMostSignificantBits());
        fields.put("position", filing -> filing.getRawMessageRef().getOffset());
        fields.put("minute", filing -> filing.getReceivedAt().toEpochMilli() / 60_000.0 % 60);
        fields.put("time of day", filing -> filing.getReceivedAt().toEpochMilli() % Times.DAY);
        fields.put(
                "delay of filing",
                filing -> filing.getReceivedAt().toEpochMilli()
                        - filing.getFiledAt().toEpochMilli());
        fields.put("shipper's name", filing -> name(filing.getParties().get(0)).length());
        fields.put(
                "consignee's name", filing -> name(filing.getParties().get(1)).length());
        fields.put(
                "shipper's initial", filing -> name(filing.getParties().get(0)).charAt(0));
        fields.put("parties", filing -> filing.getParties().size());
        fields.put("filer", filing -> filing.getFilerId().hashCode());
        fields.put("documents", filing -> filing.getDocuments().size());
        fields.put("carrier", filing -> filing.getConveyance().getCarrierCode().hashCode());
        fields.put(
                "box",
                filing -> filing.getEquipment().isEmpty()
                        ? 0
                        : number(filing.getEquipment().get(0).getId()));
        return fields;
    }

    @ParameterizedTest
    @EnumSource
    void noFieldThatIsNoTraceRanksOffencesBeforeOrAfterTheOthers(Post post) {
        Map<String, Double> deviations = new LinkedHashMap<>();
        List<Dealt> worlds = new ArrayList<>();
        for (int i = 0; i < WORLDS; i++) {
            worlds.add(Dealer.deal(Orders.all(post, 100, 10, 1, 3), Orders.seed(100 + i)));
        }
        FIELDS.forEach((name, field) -> deviations.put(
                name,
                deviation(
                        worlds,
                        bills -> bills.stream()
                                .map(bill -> field.applyAsDouble(bill.filing()))
                                .toList())));
        deviations.put("place in the list", deviation(worlds, bills -> {
            List<Double> places = new ArrayList<>();
            for (int i = 0; i < bills.size(); i++) {
                places.add((double) i);
            }
            return places;
        }));

        assertThat(deviations)
                .allSatisfy((name, deviation) ->
                        assertThat(Math.abs(deviation)).as(name).isLessThan(MOST));
    }

    /**
     * What is planted is drawn first. Numbers that a counter scatters by a step, as they once were, give the order of
     * drawing away to whoever divides by the step and looks for the largest gap.
     */
    @ParameterizedTest
    @EnumSource
    void noStepBetweenNumbersTellsTheOrderInWhichTheyWereDrawn(Post post) {
        List<Dealt> worlds = new ArrayList<>();
        for (int i = 0; i < WORLDS; i++) {
            worlds.add(Dealer.deal(Orders.all(post, 100, 10, 1, 3), Orders.seed(300 + i)));
        }
        for (BigInteger step : STEPS) {
            BigInteger inverse = step.modInverse(NUMBERS);
            assertThat(Math.abs(deviation(
                            worlds,
                            bills -> afterTheGap(bills.stream()
                                    .map(bill -> BigInteger.valueOf((long) number(bill.filing()
                                                    .getTransportDocument()
                                                    .getNumber()))
                                            .multiply(inverse)
                                            .mod(NUMBERS)
                                            .longValue())
                                    .toList()))))
                    .as("step=" + step)
                    .isLessThan(MOST);
        }
    }

    private static final BigInteger NUMBERS = BigInteger.valueOf(1_000_000_000);
    private static final List<BigInteger> STEPS =
            Stream.of(1, 7, 387_420_489, 9_973).map(BigInteger::valueOf).toList();

    /** How far each is behind the largest gap of the circle. */
    private static List<Double> afterTheGap(List<Long> numbers) {
        List<Long> sorted = numbers.stream().sorted().toList();
        long all = NUMBERS.longValue();
        long begins = sorted.get(0);
        long widest = sorted.get(0) + all - sorted.get(sorted.size() - 1);
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i) - sorted.get(i - 1) > widest) {
                widest = sorted.get(i) - sorted.get(i - 1);
                begins = sorted.get(i);
            }
        }
        long first = begins;
        return numbers.stream()
                .map(number -> (double) Math.floorMod(number - first, all))
                .toList();
    }

    /** Fields cut into classes, as somebody would who looks for a rule of one line. */
    private static final Map<String, Function<Filing, String>> CLASSES = classes();

    private static Map<String, Function<Filing, String>> classes() {
        Map<String, Function<Filing, String>> classes = new LinkedHashMap<>();
        classes.put("document", filing -> last(filing.getTransportDocument().getNumber()));
        classes.put("filing", filing -> last(filing.getFilingId()));
        classes.put("event", filing -> last(filing.getEventId().toString()));
        classes.put("invoice", filing -> last(filing.getDocuments().get(0).getRef()));
        classes.put("minute", filing -> String.valueOf(filing.getReceivedAt().toEpochMilli() / 300_000 % 12));
        classes.put("hour", filing -> String.valueOf(filing.getReceivedAt().toEpochMilli() / Times.HOUR % 24));
        classes.put("initial", filing -> name(filing.getParties().get(0)).substring(0, 1));
        classes.put("receiver", filing -> name(filing.getParties().get(1)).substring(0, 1));
        classes.put(
                "house", filing -> last(filing.getParties().get(0).getAddress().getNumber()));
        classes.put(
                "box",
                filing -> filing.getEquipment().isEmpty()
                        ? ""
                        : last(filing.getEquipment().get(0).getId()));
        classes.put("mass", filing -> last(filing.getTotals().getGrossMassKg().toBigInteger() + ""));
        classes.put("notify", filing -> String.valueOf(filing.getParties().size()));
        classes.put(
                "value",
                filing -> filing.getGoodsItems().get(0).getValue() == null
                        ? ""
                        : last(String.valueOf(
                                filing.getGoodsItems().get(0).getValue().getAmount())));
        return classes;
    }

    private static String last(String text) {
        return text.substring(text.length() - 1);
    }

    private record Rule(String field, String value) {}

    @ParameterizedTest
    @EnumSource
    void theBestRuleOfOneLineFindsNoMoreInOtherWorldsThanChance(Post post) {
        Map<Rule, int[]> learned = new HashMap<>();
        Map<Rule, int[]> held = new HashMap<>();
        int[] all = new int[2];
        for (int i = 0; i < 2 * WORLDS; i++) {
            Dealt world = Dealer.deal(Orders.all(post, 100, 10, 1, 3), Orders.seed(200 + i));
            for (Dealt.Bill bill : world.window()) {
                if (bill.filing().getGoodsItems().get(0).getHs() == null) {
                    continue;
                }
                Map<Rule, int[]> half = i < WORLDS ? learned : held;
                CLASSES.forEach((field, of) -> count(
                        half.computeIfAbsent(new Rule(field, of.apply(bill.filing())), rule -> new int[2]), bill));
                if (i >= WORLDS) {
                    count(all, bill);
                }
            }
        }
        List<Rule> best = learned.entrySet().stream()
                .filter(entry -> entry.getValue()[0] >= 30)
                .sorted(Comparator.comparingDouble(entry -> -(double) entry.getValue()[1] / entry.getValue()[0]))
                .map(Map.Entry::getKey)
                .limit(5)
                .toList();
        int bills = 0;
        int hits = 0;
        for (Rule rule : best) {
            int[] counts = held.getOrDefault(rule, new int[2]);
            bills += counts[0];
            hits += counts[1];
        }
        double rate = (double) all[1] / all[0];
        assertThat(best).hasSize(5);
        assertThat((double) hits)
                .as(best + ": bills=" + bills + ", chance=" + bills * rate)
                .isLessThan(bills * rate + 3.5 * Math.sqrt(bills * rate * (1 - rate)));
    }

    private static void count(int[] counts, Dealt.Bill bill) {
        counts[0]++;
        counts[1] += bill.offends() ? 1 : 0;
    }

    private interface Values {
        List<Double> of(List<Dealt.Bill> bills);
    }

    /** Mann and Whitney's count over all worlds, in standard deviations from chance; ties count half. */
    private static double deviation(List<Dealt> worlds, Values values) {
        double above = 0;
        double variance = 0;
        for (Dealt world : worlds) {
            // Masters are forms of their own, which nobody searches for an offence.
            List<Dealt.Bill> bills = world.window().stream()
                    .filter(bill -> bill.filing().getGoodsItems().get(0).getHs() != null)
                    .toList();
            List<Double> all = values.of(bills);
            int offences = 0;
            for (int i = 0; i < bills.size(); i++) {
                if (!bills.get(i).offends()) {
                    continue;
                }
                offences++;
                for (int k = 0; k < bills.size(); k++) {
                    above += bills.get(k).offends() ? 0 : Math.signum(all.get(i) - all.get(k)) / 2;
                }
            }
            double others = bills.size() - offences;
            variance += offences * others * (bills.size() + 1) / 12;
        }
        return above / Math.sqrt(variance);
    }

    private static String name(Party party) {
        return party.getRawName();
    }

    private static double number(String text) {
        String digits = text.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Double.parseDouble(digits);
    }
}

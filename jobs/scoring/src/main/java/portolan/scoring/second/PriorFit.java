// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankReading;
import portolan.scoring.bank.Declaration;
import portolan.scoring.rules.RuleSet;

/**
 * What a rule set should say of memories before the first find of one's own: curves fitted to the whole truth of feeds
 * that were made elsewhere, beyond what is written. Finds of one's own then weigh each, as they weigh a rule.
 *
 * <p>It counts for half: so it costs nothing at the top of a list that it was not fitted to, and own finds may double it.
 * Readings are few, and of few memories: each key costs time for every filing, and room for every bill.
 */
public final class PriorFit {
    private static final int MOST_READINGS = 40;
    private static final int MOST_KEYS = 32;

    private PriorFit() {}

    /**
     * Curves of few readings, for half.
     *
     * @param feeds offences, and a tenth of all others
     * @param said units that are written
     */
    public static Curves of(List<List<Row>> feeds, ToLongFunction<Row> said) {
        Bank bank = Bank.standard();
        return AdditiveFit.beyond(bank.readings(), feeds, said, readings -> isFew(bank, readings))
                .times(1, 2);
    }

    /**
     * What of the whole bank says more than chance does of each feed, beyond the rules: so it informs wherever it was not
     * chosen by.
     *
     * @param feeds of several worlds, each row with all that moved its score
     */
    public static List<Declaration> informed(List<List<Row>> feeds) {
        Bank bank = Bank.whole();
        Set<Declaration> informed = new LinkedHashSet<>(bank.declarations());
        for (List<Row> feed : feeds) {
            List<BankReading> says = AdditiveFit.informed(bank.readings(), feed, PriorFit::said);
            // All bills are kept in any case: shares are held against them.
            informed.removeIf(declared -> !declared.key().isEmpty()
                    && says.stream().noneMatch(reading -> declared.equals(bank.declaring(reading))));
        }
        return List.copyOf(informed);
    }

    private static boolean isFew(Bank bank, Set<Integer> readings) {
        Set<Declaration> read = new LinkedHashSet<>();
        for (int reading : readings) {
            BankReading of = bank.readings().get(reading);
            Declaration declared = bank.declaring(of);
            if (declared != null) {
                read.add(declared);
            }
        }
        return readings.size() <= MOST_READINGS
                && new Bank(List.copyOf(read)).kinds().size() <= MOST_KEYS;
    }

    /**
     * The next version of a rule set, with such curves instead of those there. Usual traffic scores as before.
     *
     * @param name of the fit, in words that officers read
     * @param feeds each row with all that moved its score
     */
    public static RuleSet written(String name, RuleSet ruleSet, List<List<Row>> feeds) {
        return new WrittenOpinion(name, Bank.standard(), Map.of(), of(feeds, PriorFit::said), 0).priorOf(ruleSet);
    }

    /** What moved its score, but for the curves of a prior before. */
    private static long said(Row row) {
        long units = 0;
        for (Map.Entry<String, Long> each : row.fired().entrySet()) {
            boolean isBefore = each.getKey().startsWith(WrittenOpinion.PRIOR)
                    || each.getKey().startsWith("cap:" + WrittenOpinion.PRIOR);
            units += isBefore ? 0 : each.getValue();
        }
        return units;
    }
}

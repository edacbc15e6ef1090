// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankCells;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Answer;

/**
 * What the memories of one task answered to one case event, on its way to the join.
 *
 * @param sequence of the case event in its consignment
 * @param position of the case event
 * @param answers one for each memory that was asked
 * @param declared the cells of those shards of declared memories that were asked, each once
 */
public record Answered(
        String ledgerKey, long sequence, Position position, List<FromMemory> answers, List<BankCells> declared) {
    public Answered {
        answers = List.copyOf(answers);
        declared = List.copyOf(declared);
    }

    /** Where no declared memory was asked. */
    public Answered(String ledgerKey, long sequence, Position position, List<FromMemory> answers) {
        this(ledgerKey, sequence, position, answers, List.of());
    }

    /**
     * The answer of one memory.
     *
     * @param kind name of the kind of memory
     * @param key whose memory answered: with the kind it gives the answers of a join one order
     * @param said null where the visit was set aside
     */
    public record FromMemory(
            String kind, String key, @Nullable Answer said) {
        /** In place of the answer to a visit that was set aside. */
        public static FromMemory missing(String kind, String key) {
            return new FromMemory(kind, key, null);
        }

        public boolean isMissing() {
            return said == null;
        }

        /** What the memory said; nothing where it could not be asked. */
        public Answer answer() {
            return said == null ? Answer.NOTHING : said;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Finding;
import portolan.scoring.manifest.Outcome;

/**
 * What an inspection found, and which rules held for the consignment as it was then. A later one of the same
 * consignment takes its place; one that teaches nothing takes it back.
 *
 * @param orderTime of the outcome, epoch milliseconds
 * @param sequence of the event among those of its consignment
 * @param found null where the outcome teaches nothing
 */
public record Inspected(
        String tenant,
        String ledgerKey,
        long orderTime,
        long sequence,
        @Nullable Finding found,
        FiredRules fired) {
    /** By time, key and turn: the order in which a fit adds up, which must be the same everywhere. */
    static final Comparator<Inspected> ORDER = Comparator.comparingLong(Inspected::orderTime)
            .thenComparing(Inspected::ledgerKey)
            .thenComparingLong(Inspected::sequence);

    /**
     * What an outcome teaches.
     *
     * @param event an outcome that became known
     * @param fired what held for the version that it was found on
     */
    public static Inspected of(CaseEvent event, FiredRules fired) {
        Outcome outcome = Objects.requireNonNull(event.outcome(), "an outcome that is known is told");
        return new Inspected(
                event.tenant(),
                event.ledgerKey(),
                event.position().orderTime(),
                event.sequence(),
                Finding.of(outcome),
                fired.inspected(outcome.chosen()));
    }

    boolean isFind() {
        return found != null && found.isOffence();
    }

    public void write(LayoutWriter out) {
        out.text(tenant).text(ledgerKey).signed(orderTime).count(sequence).constant(found);
        fired.write(out);
    }

    public static Inspected read(LayoutReader in) {
        return new Inspected(
                in.recurringText(),
                in.text(),
                in.signed(),
                in.count(),
                in.nullableConstant(Finding.class),
                FiredRules.read(in));
    }
}

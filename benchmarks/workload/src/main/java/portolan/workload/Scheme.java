// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.GoodsKind;
import portolan.schemas.avro.OutcomeCode;

/** Ways to deceive that a feed hides; what each plants and leaves stands in {@code SCHEMES.md}. */
public enum Scheme {
    HIJACKED_DORMANT,
    PHOENIX,
    RIP_ON,
    CONSIGNEE_SWITCH,
    COVER_LOAD,
    UNDERVALUATION,
    SPLITTING,
    FALSE_ORIGIN,
    CLONED_CONTAINER,
    IMPOSSIBLE_WEIGHT,
    CANCEL_REFILE,
    NOTORIOUS_GOODS,
    CONTACT_RING,
    /** An offence without any trace: no engine that sees filings can find it. */
    NONE,
    LENT_NAME,
    SPREAD_SPLITTING,
    SWAPPED_BOX,
    SAME_ADDRESS,
    ALL_NEW,
    OVER_INVOICING;

    /** Those of the first feeds, whose bytes and figures are published; the others have no weight unless given one. */
    private static final Set<Scheme> PUBLISHED = Set.copyOf(EnumSet.range(HIJACKED_DORMANT, NONE));

    /** What an inspection would find. */
    private record Finding(OutcomeCode code, @Nullable GoodsKind kind) {
        /** A code, or a kind of goods that are prohibited. */
        static Finding of(String name) {
            return Arrays.stream(GoodsKind.values())
                            .anyMatch(kind -> kind.name().equals(name))
                    ? new Finding(OutcomeCode.PROHIBITED_GOODS, GoodsKind.valueOf(name))
                    : new Finding(OutcomeCode.valueOf(name), null);
        }

        /** Whether duty or tax is lost, not only a ban broken. */
        boolean costs() {
            return code != OutcomeCode.PROHIBITED_GOODS
                    && code != OutcomeCode.PROHIBITED_PARTY
                    && code != OutcomeCode.OFFENCE_UNSPECIFIED;
        }
    }

    private final double weight;
    private final double leastLoss;
    private final double mostLoss;

    @SuppressWarnings("ImmutableEnumChecker") // a mix never changes once made
    private final Mix<Finding> findings;

    Scheme() {
        List<String> row = FactTable.read(Scheme.class, "schemes.txt").stream()
                .filter(each -> each.get(0).equals(name()))
                .findFirst()
                .orElseThrow();
        weight = Double.parseDouble(row.get(1));
        leastLoss = Double.parseDouble(row.get(2));
        mostLoss = Double.parseDouble(row.get(3));
        findings = Mix.parsed(row.get(4), Finding::of);
    }

    /** Its name in settings and in the truth. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its usual share of all offences; of those that every feed has, they add up to 100. */
    public double weight() {
        return weight;
    }

    /** Whether every feed has it unless it is left out; the others only when asked for. */
    public boolean published() {
        return PUBLISHED.contains(this);
    }

    /** What is wrong with one of its consignments. */
    Offence offence(BillVersion consignment, Dice dice) {
        Finding finding = findings.draw(dice);
        double part = leastLoss + (mostLoss - leastLoss) * dice.unit();
        double base = this == UNDERVALUATION ? consignment.concealedCents / 100.0 : consignment.worthEur();
        double loss = finding.costs() ? Math.round(base * part * 100) / 100.0 : 0;
        return new Offence(this, finding.code(), finding.kind(), loss);
    }
}

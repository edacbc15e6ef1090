// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.GoodsKind;
import portolan.schemas.avro.OutcomeCode;

/** Ways to deceive that a feed hides; what each plants and leaves stands in {@code SCHEMES.md}. */
public enum Scheme {
    HIJACKED_DORMANT(
            6,
            0.3,
            0.6,
            found(OutcomeCode.SMUGGLED_GOODS, 40),
            found(GoodsKind.COUNTERFEIT, 35),
            found(GoodsKind.TOBACCO, 25)),
    PHOENIX(
            7,
            0.1,
            0.3,
            found(OutcomeCode.UNDERVALUED, 40),
            found(OutcomeCode.DOCUMENT_FRAUD, 30),
            found(OutcomeCode.MISDECLARED_GOODS, 30)),
    RIP_ON(8, 0, 0, found(GoodsKind.NARCOTICS, 1)),
    CONSIGNEE_SWITCH(
            8,
            0.2,
            0.4,
            found(OutcomeCode.SMUGGLED_GOODS, 45),
            found(OutcomeCode.DOCUMENT_FRAUD, 40),
            found(OutcomeCode.PROHIBITED_PARTY, 15)),
    COVER_LOAD(
            8,
            0.1,
            0.3,
            found(OutcomeCode.MISDECLARED_GOODS, 65),
            found(GoodsKind.COUNTERFEIT, 20),
            found(GoodsKind.WASTE, 10),
            found(GoodsKind.WILDLIFE, 5)),
    UNDERVALUATION(12, 0.25, 0.25, found(OutcomeCode.UNDERVALUED, 1)),
    SPLITTING(8, 0.21, 0.21, found(OutcomeCode.UNDERVALUED, 70), found(OutcomeCode.DOCUMENT_FRAUD, 30)),
    FALSE_ORIGIN(8, 0.2, 0.6, found(OutcomeCode.FALSE_ORIGIN, 1)),
    CLONED_CONTAINER(
            5,
            0.3,
            0.6,
            found(OutcomeCode.SMUGGLED_GOODS, 50),
            found(GoodsKind.NARCOTICS, 25),
            found(GoodsKind.TOBACCO, 25)),
    IMPOSSIBLE_WEIGHT(
            7,
            0.15,
            0.4,
            found(OutcomeCode.MISDECLARED_GOODS, 50),
            found(OutcomeCode.SMUGGLED_GOODS, 25),
            found(GoodsKind.WASTE, 25)),
    CANCEL_REFILE(
            6,
            0.1,
            0.3,
            found(OutcomeCode.DOCUMENT_FRAUD, 45),
            found(OutcomeCode.SMUGGLED_GOODS, 30),
            found(OutcomeCode.MISDECLARED_GOODS, 25)),
    NOTORIOUS_GOODS(
            8,
            0.1,
            0.4,
            found(OutcomeCode.MISDECLARED_GOODS, 50),
            found(OutcomeCode.UNDERVALUED, 35),
            found(OutcomeCode.FALSE_ORIGIN, 15)),
    CONTACT_RING(
            4,
            0.15,
            0.3,
            found(GoodsKind.COUNTERFEIT, 50),
            found(GoodsKind.DUAL_USE, 15),
            found(OutcomeCode.MISDECLARED_GOODS, 35)),
    /** An offence without any trace: no engine that sees filings can find it. */
    NONE(
            5,
            0.05,
            0.25,
            found(OutcomeCode.UNDERVALUED, 35),
            found(OutcomeCode.MISDECLARED_GOODS, 30),
            found(OutcomeCode.FALSE_ORIGIN, 10),
            found(OutcomeCode.SMUGGLED_GOODS, 10),
            found(OutcomeCode.OFFENCE_UNSPECIFIED, 5),
            found(GoodsKind.COUNTERFEIT, 10)),
    LENT_NAME(5, 0.3, 0.6, found(OutcomeCode.SMUGGLED_GOODS, 50), found(GoodsKind.COUNTERFEIT, 50)),
    SPREAD_SPLITTING(5, 0.21, 0.21, found(OutcomeCode.UNDERVALUED, 70), found(OutcomeCode.DOCUMENT_FRAUD, 30)),
    SWAPPED_BOX(5, 0.3, 0.6, found(OutcomeCode.SMUGGLED_GOODS, 50), found(GoodsKind.NARCOTICS, 50)),
    SAME_ADDRESS(
            5,
            0.1,
            0.3,
            found(OutcomeCode.UNDERVALUED, 40),
            found(OutcomeCode.DOCUMENT_FRAUD, 30),
            found(OutcomeCode.MISDECLARED_GOODS, 30)),
    ALL_NEW(5, 0.15, 0.4, found(GoodsKind.NARCOTICS, 50), found(OutcomeCode.MISDECLARED_GOODS, 50)),
    OVER_INVOICING(5, 0, 0, found(OutcomeCode.DOCUMENT_FRAUD, 1));

    /** Those of the first feeds, whose bytes and figures are published; the others have no weight unless given one. */
    private static final Set<Scheme> PUBLISHED = Set.copyOf(EnumSet.range(HIJACKED_DORMANT, NONE));

    /** What an inspection would find. */
    record Finding(OutcomeCode code, @Nullable GoodsKind kind, double weight) {
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

    Scheme(double weight, double leastLoss, double mostLoss, Finding... findings) {
        this.weight = weight;
        this.leastLoss = leastLoss;
        this.mostLoss = mostLoss;
        this.findings = new Mix<>(
                List.of(findings),
                List.of(findings).stream().mapToDouble(Finding::weight).toArray());
    }

    /** Its name in settings and in the truth. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scheme of this name. */
    public static @Nullable Scheme labelled(String label) {
        for (Scheme scheme : values()) {
            if (scheme.label().equals(label)) {
                return scheme;
            }
        }
        return null;
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

    private static Finding found(OutcomeCode code, double weight) {
        return new Finding(code, null, weight);
    }

    private static Finding found(GoodsKind kind, double weight) {
        return new Finding(OutcomeCode.PROHIBITED_GOODS, kind, weight);
    }
}

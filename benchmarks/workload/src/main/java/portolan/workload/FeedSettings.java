// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a feed is like. Equal settings give equal feeds, byte for byte.
 *
 * @param seed of everything that is drawn
 * @param start first simulated day, UTC
 * @param days days on which consignments are filed; what was inspected is reported after them, too
 * @param filings filings after which the feed ends even if days are left, 0 for no such end
 * @param shippers in business at any time; those who leave are replaced
 * @param consignmentsPerDay mean over a week, without amendments
 * @param turnover share of the shippers who leave in a month, and as many enter
 * @param amended share of the consignments that are filed again with changes
 * @param deleted share of the consignments that are withdrawn
 * @param resent share of the filings that arrive a second time, byte for byte
 * @param nameVariants share of the names that are spelled another way than usual
 * @param vague share of the descriptions that say nothing
 * @param inspected share of the consignments that are inspected
 * @param offences share of the consignments with an offence, inspected or not
 * @param schemes weights among the offences, where they are not a scheme's usual one; 0 leaves it out
 * @param artefacts what some filers get wrong throughout
 * @param tenant whose feed it is
 */
public record FeedSettings(
        long seed,
        LocalDate start,
        int days,
        long filings,
        int shippers,
        double consignmentsPerDay,
        double turnover,
        double amended,
        double deleted,
        double resent,
        double nameVariants,
        double vague,
        double inspected,
        double offences,
        Map<Scheme, Double> schemes,
        Set<Artefact> artefacts,
        String tenant) {

    public FeedSettings {
        require(days > 0, "days", days);
        require(filings >= 0, "filings", filings);
        require(shippers > 0 && shippers <= 50_000_000, "shippers", shippers);
        require(consignmentsPerDay > 0, "consignmentsPerDay", consignmentsPerDay);
        requireShare(turnover, "turnover");
        requireShare(amended, "amended");
        requireShare(deleted, "deleted");
        requireShare(resent, "resent");
        requireShare(nameVariants, "nameVariants");
        requireShare(vague, "vague");
        requireShare(inspected, "inspected");
        requireShare(offences, "offences");
        schemes = Map.copyOf(schemes);
        artefacts = Set.copyOf(artefacts);
        for (Scheme scheme : Scheme.values()) {
            double weight = schemes.getOrDefault(scheme, 0.0);
            require(weight >= 0 && weight <= 1_000, "schemes", scheme.label() + ':' + weight);
        }
    }

    /** A scheme's weight among the offences. */
    double weight(Scheme scheme) {
        return schemes.getOrDefault(scheme, scheme.published() ? scheme.weight() : 0);
    }

    /** Starts from a year of a mid-sized gateway: a million consignments, 8 % inspected, 1.5 % with an offence. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from few shippers with much traffic: after some ten thousand filings most have a past worth showing. */
    public static Builder demo() {
        return builder().days(3_650).shippers(2_000).consignmentsPerDay(600);
    }

    private static void requireShare(double value, String name) {
        require(value >= 0 && value <= 0.5, name, value);
    }

    private static void require(boolean condition, String name, Object value) {
        if (!condition) {
            throw new IllegalArgumentException("setting is out of range: " + name + "=" + value);
        }
    }

    /** Settings under construction. */
    public static final class Builder {
        private long seed = 1;
        private LocalDate start = LocalDate.of(2025, 1, 1);
        private int days = 365;
        private long filings = 0;
        private int shippers = 14_000;
        private double consignmentsPerDay = 2_740;
        private double turnover = 0.0125;
        private double amended = 0.12;
        private double deleted = 0.01;
        private double resent = 0.005;
        private double nameVariants = 0.03;
        private double vague = 0.035;
        private double inspected = 0.08;
        private double offences = 0.015;
        private final Map<Scheme, Double> schemes = new EnumMap<>(Scheme.class);
        private final Set<Artefact> artefacts = EnumSet.noneOf(Artefact.class);
        private String tenant = "demo";

        private Builder() {}

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder start(LocalDate value) {
            start = value;
            return this;
        }

        public Builder days(int value) {
            days = value;
            return this;
        }

        public Builder filings(long value) {
            filings = value;
            return this;
        }

        public Builder shippers(int value) {
            shippers = value;
            return this;
        }

        public Builder consignmentsPerDay(double value) {
            consignmentsPerDay = value;
            return this;
        }

        public Builder turnover(double value) {
            turnover = value;
            return this;
        }

        public Builder amended(double value) {
            amended = value;
            return this;
        }

        public Builder deleted(double value) {
            deleted = value;
            return this;
        }

        public Builder resent(double value) {
            resent = value;
            return this;
        }

        public Builder nameVariants(double value) {
            nameVariants = value;
            return this;
        }

        public Builder vague(double value) {
            vague = value;
            return this;
        }

        public Builder inspected(double value) {
            inspected = value;
            return this;
        }

        public Builder offences(double value) {
            offences = value;
            return this;
        }

        /** Gives a scheme another weight among the offences. */
        public Builder scheme(Scheme scheme, double weight) {
            schemes.put(scheme, weight);
            return this;
        }

        /** Gives every scheme its usual weight, also those that no feed has unless asked. */
        public Builder everyScheme() {
            for (Scheme scheme : Scheme.values()) {
                schemes.putIfAbsent(scheme, scheme.weight());
            }
            return this;
        }

        /** Lets some filers get something wrong throughout. */
        public Builder artefact(Artefact value) {
            artefacts.add(value);
            return this;
        }

        public Builder tenant(String value) {
            tenant = value;
            return this;
        }

        public FeedSettings build() {
            return new FeedSettings(
                    seed,
                    start,
                    days,
                    filings,
                    shippers,
                    consignmentsPerDay,
                    turnover,
                    amended,
                    deleted,
                    resent,
                    nameVariants,
                    vague,
                    inspected,
                    offences,
                    schemes,
                    artefacts,
                    tenant);
        }
    }
}

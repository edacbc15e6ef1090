// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.training.papers.PaperSet;
import portolan.training.papers.PaperSet.Contradiction;
import portolan.training.world.Dealt;
import portolan.training.world.Planted;

/**
 * What a round keeps sealed: what is planted, which papers contradict each other, and what the engine said.
 *
 * @param exercise hash of the exercise
 * @param seed in hexadecimal, so that anybody can deal the same world afterwards
 * @param bills of the window, by time of arrival
 */
public record Truth(String exercise, String seed, List<Bill> bills) {
    /** Without recycled buffers: they would keep the truth of an exam in memory. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .build())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    public Truth {
        bills = List.copyOf(bills);
    }

    /**
     * The truth of one consignment.
     *
     * @param planted null for ordinary traffic
     * @param engine the engine's probability of any offence, 0 to 1
     * @param due milliseconds after the start of a live round until when it can be picked; null in any other round
     */
    public record Bill(
            String key,
            @Nullable Planted planted,
            List<Contradiction> contradictions,
            double engine,
            @Nullable Long due) {
        public Bill {
            contradictions = List.copyOf(contradictions);
        }

        public boolean offends() {
            return planted != null && planted.offends();
        }

        /** Whether it only looks like an offence, by design. */
        public boolean isAlike() {
            return planted != null && !planted.offends();
        }
    }

    /**
     * The truth of a dealt world.
     *
     * @param engine the engine's probability of any offence by consignment; 0 where it said nothing
     * @param dues milliseconds after the start until when a consignment can be picked; none where the round is not live
     */
    public static Truth of(
            Exercise exercise, byte[] seed, Dealt dealt, Map<String, Double> engine, Map<String, Long> dues) {
        return new Truth(
                exercise.hash(),
                HexFormat.of().formatHex(seed),
                dealt.window().stream()
                        .map(bill -> new Bill(
                                bill.key(),
                                bill.planted(),
                                bill.papers() == null
                                        ? List.of()
                                        : bill.papers().contradictions(),
                                engine.getOrDefault(bill.key(), 0.0),
                                dues.get(bill.key())))
                        .toList());
    }

    /** Consignments that offend. */
    public int offences() {
        return (int) bills.stream().filter(Bill::offends).count();
    }

    /** By consignment. */
    public Map<String, Bill> byKey() {
        return bills.stream().collect(Collectors.toMap(Bill::key, bill -> bill));
    }

    /** A dealt world without its truth, with its truth again. */
    public Dealt restore(Dealt bare) {
        Map<String, Bill> truths = byKey();
        return new Dealt(
                bare.past(),
                bare.window().stream()
                        .map(bill -> {
                            Bill truth = truths.get(bill.key());
                            PaperSet papers = bill.papers();
                            return truth == null
                                    ? bill
                                    : new Dealt.Bill(
                                            bill.versions(),
                                            papers == null
                                                    ? null
                                                    : new PaperSet(papers.papers(), truth.contradictions()),
                                            truth.planted());
                        })
                        .toList());
    }

    /** As JSON in UTF-8. */
    public byte[] toBytes() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers are JSON", e);
        }
    }

    /**
     * Reads JSON.
     *
     * @throws TrainingException if it is none, or of another release
     */
    public static Truth of(byte[] json) throws TrainingException {
        try {
            return JSON.readValue(json, Truth.class);
        } catch (IOException e) {
            throw new TrainingException(
                    "this is no truth of an exercise, or of another release: " + e.getMessage()
                            + "; open the round with the release that wrote it",
                    e);
        }
    }
}

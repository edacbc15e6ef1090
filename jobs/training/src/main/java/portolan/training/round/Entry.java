// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionPlace;
import portolan.training.papers.PaperSet;

/**
 * A line of the journal; what a kind of line does not say is left out.
 *
 * @param at epoch milliseconds, of the round's clock
 * @param exercise hash of the exercise, of OPENED
 * @param truth hash of the sealed truth, of OPENED
 * @param dealt hash of the file of filings, of OPENED
 * @param seat hash of what a trainee's browser keeps, of SEATED
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(
        long at,
        What what,
        @Nullable String trainee,
        @Nullable String key,
        @Nullable Set<String> reasons,
        @Nullable Double confidence,
        @Nullable Set<PaperSet.Kind> papers,
        @Nullable InspectionPlace place,
        @Nullable Boolean scan,
        @Nullable Set<String> fields,
        @Nullable String rule,
        @Nullable String exercise,
        @Nullable String truth,
        @Nullable String dealt,
        @Nullable String seat) {
    private static final int MOST_FIELDS = 60;

    enum What {
        OPENED,
        STARTED,
        ENTERED,
        PICKED,
        UNPICKED,
        MARKED,
        ASKED,
        LOOKED,
        RULED,
        SEATED,
        FREED,
        AGREED,
        WITHDREW,
        CLOSED,
        UNSEALED
    }

    static Entry opened(long at, String exercise, String truth, String dealt) {
        return of(at, What.OPENED, exercise, truth, dealt);
    }

    static Entry of(long at, What what) {
        return of(at, what, null, null, null);
    }

    static Entry unsealed(long at, String truth) {
        return of(at, What.UNSEALED, null, truth, null);
    }

    /** Of the round, by nobody. */
    private static Entry of(
            long at, What what, @Nullable String exercise, @Nullable String truth, @Nullable String dealt) {
        return new Entry(at, what, null, null, null, null, null, null, null, null, null, exercise, truth, dealt, null);
    }

    static Entry picked(long at, String trainee, Pick pick) {
        return new Entry(
                at,
                What.PICKED,
                trainee,
                pick.key(),
                pick.reasons(),
                pick.confidence(),
                pick.papers(),
                pick.place(),
                pick.scan() ? true : null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static Entry marked(long at, String trainee, String key, Set<String> fields) {
        if (fields.size() > MOST_FIELDS) {
            throw new IllegalArgumentException("a set of papers has fewer fields: fields=" + fields.size());
        }
        return by(at, What.MARKED, trainee, key, null, new TreeSet<>(fields), null, null);
    }

    static Entry asked(long at, String trainee, String key, PaperSet.Kind paper) {
        return by(at, What.ASKED, trainee, key, Set.of(paper), null, null, null);
    }

    static Entry ruled(long at, String trainee, String rule) {
        return by(at, What.RULED, trainee, null, null, null, rule, null);
    }

    static Entry seated(long at, String trainee, String seat) {
        return by(at, What.SEATED, trainee, null, null, null, null, seat);
    }

    /** What somebody did that needs no other word. */
    static Entry of(long at, What what, String trainee) {
        return by(at, what, trainee, null, null, null, null, null);
    }

    /** What somebody did with a consignment that needs no other word. */
    static Entry of(long at, What what, String trainee, String key) {
        return by(at, what, trainee, key, null, null, null, null);
    }

    private static Entry by(
            long at,
            What what,
            String trainee,
            @Nullable String key,
            @Nullable Set<PaperSet.Kind> papers,
            @Nullable Set<String> fields,
            @Nullable String rule,
            @Nullable String seat) {
        return new Entry(at, what, trainee, key, null, null, papers, null, null, fields, rule, null, null, null, seat);
    }

    Pick pick() {
        return new Pick(
                key == null ? "" : key,
                reasons == null ? Set.of() : reasons,
                confidence,
                papers == null ? Set.of() : papers,
                place,
                scan != null && scan);
    }
}

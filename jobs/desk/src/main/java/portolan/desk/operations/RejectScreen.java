// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import portolan.console.rejects.RejectTopic;
import portolan.console.rejects.Rejected;
import portolan.console.screen.UnusableInputException;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.feeds.ReceivedMessage;
import portolan.schemas.mapping.MappingException;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/** What was set aside: the list by reason and sender, and each with its bytes and what they say. */
record RejectScreen(Watch watch, KafkaAccess kafka, Messages messages, ProfileFolder profiles, Trail trail)
        implements Screen {
    private static final long MOST_BYTES_READ = 8L << 20;

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_OPERATIONS, "/operations/rejects", this::list);
        routes.get(Action.SEE_OPERATIONS, "/operations/rejects/{partition}/{offset}", this::one);
    }

    static RejectBook.Wanted wanted(Request request) {
        return new RejectBook.Wanted(request.value("reason"), request.value("sender"));
    }

    /**
     * A whole number of the query.
     *
     * @throws RefusedException if it is none
     */
    static long number(Request request, String name, String value) {
        if (!value.matches("[0-9]{1,18}")) {
            throw RefusedException.badInput(request.words().say("ops.fault.number", name, value));
        }
        return Long.parseLong(value);
    }

    private void list(Request request) {
        String page = request.value("page");
        RejectPage rejects = RejectPage.of(
                watch.rejects(),
                wanted(request),
                page.isEmpty() ? 1 : (int) Math.min(100_000, number(request, "page", page)));
        request.show("operations/rejects.jte", rejects);
    }

    private void one(Request request) throws IOException {
        int partition = (int) Math.min(Integer.MAX_VALUE, number(request, "partition", request.path("partition")));
        long offset = number(request, "offset", request.path("offset"));
        Rejected rejected = read(partition, offset);
        if (rejected == null) {
            throw RefusedException.missing(request.words().say("ops.fault.reject", partition, offset));
        }
        trail.note(request.user(), "VIEW_REJECT", rejected.place(), rejected.input());
        Map<String, Object> values = new HashMap<>();
        values.put("view", new RejectView(rejected, reading(rejected)));
        request.page("operations/reject.jte", values);
    }

    private @Nullable Rejected read(int partition, long offset) {
        try (RejectTopic topic = RejectTopic.at(kafka, new PrintWriter(Writer.nullWriter()))) {
            TopicPartition there = new TopicPartition(kafka.name(Topics.FILINGS_REJECTED), partition);
            TopicScan.Range kept = topic.since(Instant.EPOCH).get(there);
            List<Rejected> found = new ArrayList<>();
            if (kept != null && offset >= kept.from() && offset < kept.to()) {
                topic.read(Map.of(there, new TopicScan.Range(offset, offset + 1)), found::add);
            }
            return found.isEmpty() ? null : found.get(0);
        } catch (UnusableInputException noTopic) {
            return null;
        }
    }

    private @Nullable MessageView reading(Rejected rejected) throws IOException {
        if (!RejectPage.isOfMessage(rejected)) {
            return null;
        }
        List<Messages.Found> found = messages.read(
                List.of(new Messages.Place(
                        rejected.record().getPartition(), rejected.record().getOffset())),
                MOST_BYTES_READ);
        ReceivedMessage message = found.isEmpty() ? null : found.get(0).message();
        if (message == null || message.bytes().length > MOST_BYTES_READ) {
            return null;
        }
        try {
            return MessageView.of(message, profiles.with("", null));
        } catch (MappingException unusable) {
            // A profile beside this one is broken: the reject itself can be shown all the same.
            return null;
        }
    }
}

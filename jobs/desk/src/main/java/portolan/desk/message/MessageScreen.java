// SPDX-License-Identifier: Apache-2.0
package portolan.desk.message;

import java.io.IOException;
import java.util.Map;
import portolan.console.receive.SentMessage;
import portolan.desk.card.ShownCase;
import portolan.desk.index.DeskIndex;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.work.WorkLog;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.RawMessageRef;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;
import portolan.topics.TopicScan;

/** A bill's bytes as its sender wrote them, from the topic of messages, once their hash is that of the filing. */
public record MessageScreen(DeskIndex index, KafkaAccess kafka, WorkLog log) implements Screen {
    /** A page shows so many characters; the file has all. */
    private static final int MOST_SHOWN = 200_000;

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_CONSIGNMENT, "/message", this::message);
        routes.get(Action.TAKE_MESSAGE, "/message/whole", this::whole);
    }

    private void message(Request request) throws IOException {
        ShownCase shown = ShownCase.of(index, request, log, "saw the message of");
        RawMessageRef ref = ref(shown, request);
        SentMessage message = find(ref, request);
        String text = SentMessage.text(message.bill());
        boolean isCut = text.length() > MOST_SHOWN;
        request.page(
                "message/message.jte",
                Map.of(
                        "shown",
                        shown,
                        "state",
                        message.state(),
                        "place",
                        SentMessage.place(ref),
                        "hash",
                        ref.getSha256(),
                        "text",
                        isCut ? text.substring(0, MOST_SHOWN) : text,
                        "isCut",
                        isCut,
                        "size",
                        message.whole().length));
    }

    private void whole(Request request) throws IOException {
        ShownCase shown = ShownCase.of(index, request, log, "took the message of");
        RawMessageRef ref = ref(shown, request);
        SentMessage message = find(ref, request);
        if (message.state() != SentMessage.State.AS_FILED) {
            throw RefusedException.missing(request.words().say("message." + message.state()));
        }
        request.file(
                "message-" + ref.getPartition() + '-' + ref.getOffset() + ".txt",
                "application/octet-stream",
                message.whole());
    }

    private static RawMessageRef ref(ShownCase shown, Request request) {
        Filing filing = shown.filing();
        if (filing == null) {
            throw RefusedException.missing(request.words().say("message.noFiling"));
        }
        return filing.getRawMessageRef();
    }

    private SentMessage find(RawMessageRef ref, Request request) throws IOException {
        try (TopicScan scan = new TopicScan(kafka, "portolan-desk-message")) {
            return SentMessage.find(scan, ref, null);
        } catch (KafkaFault fault) {
            throw RefusedException.missing(request.words().say("message.fault", String.valueOf(fault.getMessage())));
        }
    }
}

package portolan.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;

/**
 * A feed of plausible filings and of the outcomes of inspections, in order of simulated time, fully determined by its
 * settings. Memory grows with the shippers in business and with the traffic of some weeks, not with the feed's length.
 *
 * <p>Each filing is a record of its own, but for constants: who changes one changes no other. Not for more than one thread.
 */
public final class Feed implements Iterator<FeedEvent> {
    /** A bill is filed at most this many days after its goods were ready. */
    private static final int LEAD_DAYS = 10;

    private static final int MOST_VERSIONS = 6;
    private static final double AMENDED_AGAIN = 0.2;
    private static final Comparator<Ticket> BY_TIME =
            Comparator.comparingLong(Ticket::createdAt).thenComparingLong(Ticket::serial);

    private final FeedSettings settings;
    private final Population population;
    private final Roster roster;
    private final ConsignmentDraw draw;
    private final Amendments amendments;
    private final FilingForm form;
    private final Inspections inspections;
    private final Agenda agenda = new Agenda();
    private final List<List<Ticket>> ahead = new ArrayList<>();
    private final int firstDay;
    private final int endDay;
    private int today;
    private List<Ticket> tickets = List.of();
    private int cursor;
    private long serial;
    private long filings;
    private boolean ended;
    private @Nullable FeedEvent upcoming;

    public Feed(FeedSettings settings) {
        this.settings = settings;
        this.population = new Population(settings.seed(), settings.shippers());
        this.firstDay = (int) settings.start().toEpochDay();
        this.endDay = firstDay + settings.days();
        // Bills that are filed on the first days belong to goods that were ready before.
        this.today = firstDay - LEAD_DAYS - 1;
        this.roster = new Roster(settings, today + 1);
        this.draw = new ConsignmentDraw(settings, population, new Fleet());
        this.amendments = new Amendments(settings.seed(), draw);
        this.form = new FilingForm(settings);
        this.inspections = new Inspections(settings, population);
        for (int day = 0; day <= LEAD_DAYS; day++) {
            ahead.add(new ArrayList<>());
        }
    }

    /** The feed as a sequential stream; it shares this iterator's position. */
    public Stream<FeedEvent> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public boolean hasNext() {
        if (upcoming == null) {
            upcoming = advance();
        }
        return upcoming != null;
    }

    @Override
    public FeedEvent next() {
        FeedEvent event = hasNext() ? upcoming : null;
        if (event == null) {
            throw new NoSuchElementException("the feed is over: filings=" + filings);
        }
        upcoming = null;
        return event;
    }

    /** How much is kept of consignments already filed. */
    int pending() {
        return agenda.size();
    }

    private @Nullable FeedEvent advance() {
        while (true) {
            boolean more = cursor < tickets.size();
            long time = ended ? Long.MAX_VALUE : more ? tickets.get(cursor).createdAt() : Times.startOf(today + 1);
            Agenda.Entry entry = agenda.takeBefore(time);
            FeedEvent event = null;
            if (entry != null) {
                event = follow(entry);
            } else if (ended) {
                return null;
            } else if (more) {
                event = create(tickets.get(cursor++));
            } else {
                turnPage();
            }
            if (event != null) {
                return counted(event);
            }
        }
    }

    private FeedEvent counted(FeedEvent event) {
        if (event instanceof FeedEvent.Filed && ++filings == settings.filings()) {
            ended = true;
        }
        return event;
    }

    private void turnPage() {
        today++;
        roster.day(today, this::book);
        int page = Math.floorMod(today, ahead.size());
        tickets = ahead.set(page, new ArrayList<>());
        tickets.sort(BY_TIME);
        cursor = 0;
        ended = today >= endDay;
    }

    private void book(int shipper) {
        serial++;
        int month = settings.start().plusDays(today - firstDay).getMonthValue();
        Booking booking = Booking.draw(settings.seed(), population.shipper(shipper), serial, today, month);
        int day = booking.filingDay();
        if (day >= firstDay) {
            long time = Times.startOf(day) + booking.filingTime();
            ahead.get(Math.floorMod(day, ahead.size())).add(new Ticket(shipper, serial, today, time));
        }
    }

    private FeedEvent create(Ticket ticket) {
        Consignment consignment = draw.draw(ticket);
        long time = ticket.createdAt();
        Filing filing = form.write(consignment, EventKind.CREATE, 1, time);
        Dice fate = Dice.of(settings.seed(), Purpose.FATE, ticket.serial());
        if (inspections.selects(consignment.booking, fate)) {
            agenda.add(Inspections.reportedAt(consignment, fate), Agenda.Kind.REPORT, ticket, 0);
        }
        if (fate.chance(settings.resent())) {
            long later = time + 1 + (long) (fate.exponential() * 10 * Times.MINUTE);
            agenda.add(later, Agenda.Kind.RESEND, ticket, 1);
        }
        decideNext(consignment, 1, time, settings.amended(), fate);
        return new FeedEvent.Filed(time, filing);
    }

    private void decideNext(Consignment consignment, int version, long time, double amended, Dice dice) {
        double point = dice.unit();
        // Half within a day, others while at sea: half of the long ones come after departure.
        double days = dice.chance(0.5) ? 0.7 * dice.exponential() : 9 * dice.exponential();
        long next = time + 30 * Times.MINUTE + (long) (days * Times.DAY);
        if (next >= consignment.arrives() || version >= MOST_VERSIONS) {
            next = Math.min(
                    time + 30 * Times.MINUTE + (long) (dice.unit() * 2 * Times.HOUR), consignment.arrives() - 1);
        }
        if (next <= time || version >= MOST_VERSIONS) {
            return;
        }
        if (point < amended) {
            agenda.add(next, Agenda.Kind.AMEND, consignment.ticket, version + 1);
        } else if (point < amended + settings.deleted()) {
            agenda.add(next, Agenda.Kind.DELETE, consignment.ticket, version + 1);
        }
    }

    private @Nullable FeedEvent follow(Agenda.Entry entry) {
        Ticket ticket = entry.ticket();
        if (entry.kind() == Agenda.Kind.REPORT) {
            return ticket.deleted()
                    ? null
                    : new FeedEvent.Reported(entry.at(), inspections.report(draw.draw(ticket), entry.at()));
        }
        if (ended) {
            return null;
        }
        if (entry.kind() == Agenda.Kind.RESEND) {
            Filing same = form.write(draw.draw(ticket), EventKind.CREATE, 1, ticket.createdAt());
            return new FeedEvent.Filed(entry.at(), same);
        }
        if (entry.kind() == Agenda.Kind.DELETE) {
            Consignment last = amendments.bringTo(entry.version() - 1, draw.draw(ticket));
            ticket.delete();
            return new FeedEvent.Filed(entry.at(), form.write(last, EventKind.DELETE, entry.version(), entry.at()));
        }
        Consignment changed = amendments.bringTo(entry.version(), draw.draw(ticket));
        Filing filing = form.write(changed, EventKind.REPLACE, entry.version(), entry.at());
        Dice fate = Dice.of(settings.seed(), Purpose.SEQUEL, ticket.serial() * 16L + entry.version());
        decideNext(changed, entry.version(), entry.at(), settings.amended() == 0 ? 0 : AMENDED_AGAIN, fate);
        return new FeedEvent.Filed(entry.at(), filing);
    }
}

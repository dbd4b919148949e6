package dev.ghostwatch.web;

import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.web.route.Caller;
import dev.ghostwatch.web.route.Gate;
import dev.ghostwatch.web.route.Loopback;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.ProblemException;
import jakarta.servlet.http.HttpServletRequest;

/** Lets in who asks for this host by its name, and from this host where something is changed. */
record HostGate(ListenAddress address, HostCheck hosts) implements Gate {
  HostGate(ListenAddress address) {
    this(address, new HostCheck(address));
  }

  @Override
  public Caller admit(HttpServletRequest request, Need need) throws ProblemException {
    if (!hosts.isAllowed(request.getHeader("Host"))) {
      throw new ProblemException(
          403,
          "Unknown host name",
          "The agent listens on "
              + address
              + " and answers only requests for that name. Ask it as http://"
              + address
              + "/, or let it listen on another address.");
    }
    boolean reads = need == Need.NOTHING || need == Need.READ;
    if (!reads && !Loopback.isLoopback(request.getRemoteAddr())) {
      throw new ProblemException(
          403,
          "Not from here",
          "Only the agent's own host may change something; this request came from "
              + request.getRemoteAddr()
              + ". Nothing was changed.");
    }
    return new Caller("local", false, () -> true);
  }
}

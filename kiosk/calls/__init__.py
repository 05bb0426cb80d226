"""Live picture and sound between a terminal and a person in an office: WebRTC in a process of its own.

The process opens the camera and talks to the other browser; the core gives it the other side's answer, and gets
pictures for the screen. No port is open for anybody: both sides ask outward, by ICE, and over a TURN server where a
firewall lets nothing else through.
"""

"use strict";
// The doctor's side of an examination. The key is made here, can not be taken out, and is gone with the page.
const PARTS = [["arm_left", "左上肢"], ["arm_right", "右上肢"], ["legs", "下肢"], ["trunk", "躯干、颈部"]];
const WELL = "合格", UNWELL = "不合格";
const POLL_MS = 1500;
const at = id => document.getElementById(id);
let key = null, token = "", taken = null, call = null, polling = null;

const hex = buffer => [...new Uint8Array(buffer)].map(one => one.toString(16).padStart(2, "0")).join("");

async function ask(path, body) {
    const headers = { "X-Doctor": token };
    const how = body === undefined ? { headers } : { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(path, how);
    if (!answer.ok) throw new Error(String(answer.status));
    const text = await answer.text();
    return text ? JSON.parse(text) : null;
}

// The same lines as kiosk/platform/doctors.py word_lines.
function lines(word) {
    return ["driver-examination-1", word.examination_no, word.visit, word.subject, word.digest, word.doctor_no, word.arm_left,
        word.arm_right, word.legs, word.trunk, word.result, word.examined_on, word.valid_to].join("\n");
}

async function signIn(event) {
    event.preventDefault();
    at("refused").textContent = "";
    try {
        key = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
        const point = hex(await crypto.subtle.exportKey("raw", key.publicKey));
        const told = await ask("in", { doctor_no: at("doctor").value, pin: at("pin").value, point });
        token = told.token;
        at("who").textContent = `${told.certificate.name}　${told.certificate.hospital}`;
        at("in").hidden = true;
        at("out").hidden = at("queue").hidden = false;
        at("pin").value = "";
        look();
        polling = setInterval(look, POLL_MS);
    } catch (error) {
        at("refused").textContent = "工号或口令不对，请重试。";
    }
}

async function look() {
    let told;
    try {
        told = await ask("waiting");
    } catch (error) {
        at("line").textContent = "网络断了，正在重试…";
        return;
    }
    if (taken !== null) {
        if (!told.waiting.some(one => one.examination_no === taken.word.examination_no)) leave("对方已经离开。");
        return;
    }
    at("nobody").hidden = told.waiting.length > 0;
    at("list").replaceChildren(...told.waiting.map(one => {
        const row = document.createElement("li"), button = document.createElement("button");
        row.textContent = `${one.examination_no}　${one.classes}`;
        button.textContent = one.state === "seen" && !one.is_mine ? "别的医生在看" : "接诊";
        button.disabled = one.state === "seen" && !one.is_mine;
        button.className = "firm take";
        button.addEventListener("click", () => take(one.examination_no));
        row.append(button);
        return row;
    }));
}

async function take(number) {
    try {
        taken = await ask(`take/${number}`, {});
    } catch (error) {
        return;
    }
    at("queue").hidden = true;
    at("room").hidden = false;
    at("told").textContent = "";
    at("photo").src = taken.photo;
    at("findings").replaceChildren(...Object.entries(taken.findings).flatMap(([name, value]) => {
        const term = document.createElement("dt"), said = document.createElement("dd");
        term.textContent = name;
        said.textContent = value;
        return [term, said];
    }));
    at("doubts").replaceChildren(...taken.doubts.map(text => Object.assign(document.createElement("li"), { textContent: text })));
    at("word").replaceChildren(...PARTS.map(([part, name]) => {
        const field = document.createElement("fieldset"), legend = document.createElement("legend");
        legend.textContent = name;
        field.append(legend, ...[WELL, UNWELL].map(word => {
            const label = document.createElement("label");
            const choice = Object.assign(document.createElement("input"), { type: "radio", name: part, value: word });
            choice.addEventListener("change", ready);
            label.append(choice, word);
            return label;
        }));
        return field;
    }));
    ready();
    connect(number);
}

const chosen = part => document.querySelector(`input[name=${part}]:checked`)?.value ?? "";

// Nobody signs before every part was looked at, live; nobody signs 合格 against what was measured.
function ready() {
    const all = PARTS.every(([part]) => chosen(part) !== "");
    const isLive = call !== null && call.connectionState === "connected";
    const isWell = PARTS.every(([part]) => chosen(part) === WELL) && taken !== null && taken.doubts.length === 0;
    at("fit").disabled = !(all && isLive && isWell);
    at("unfit").disabled = !(all && isLive);
}

// `before`: the offer of a call that broke; the terminal makes another one.
async function connect(number, before = "") {
    let sdp = "";
    at("line").textContent = "正在接通…";
    const mine = new RTCPeerConnection({ iceServers: JSON.parse(document.body.dataset.ice || "[]") });
    call = mine;
    mine.addEventListener("track", event => {
        const video = at("there");
        video.srcObject ??= new MediaStream();
        video.srcObject.addTrack(event.track);
    });
    mine.addEventListener("connectionstatechange", () => {
        const told = { connected: "已接通，请看着对方做动作。", disconnected: "断了，正在重连…", failed: "没有接通。", connecting: "正在接通…" };
        at("line").textContent = told[mine.connectionState] ?? at("line").textContent;
        document.body.dataset.call = mine.connectionState;
        ready();
        if (mine.connectionState === "failed" && call === mine) {
            mine.close();
            connect(number, sdp);
        }
    });
    try {
        while ((!sdp || sdp === before) && call === mine) {
            sdp = (await ask(`offer/${number}`)).sdp;
            if (!sdp || sdp === before) await new Promise(done => setTimeout(done, 500));
        }
        if (call !== mine) return;
        await mine.setRemoteDescription({ type: "offer", sdp });
        const own = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 }, audio: true });
        at("here").srcObject = own;
        own.getTracks().forEach(track => mine.addTrack(track, own));
        await mine.setLocalDescription(await mine.createAnswer());
        await new Promise(done => {
            const look = () => mine.iceGatheringState === "complete" && done();
            mine.addEventListener("icegatheringstatechange", look);
            look();
        });
        await ask(`answer/${number}`, { sdp: mine.localDescription.sdp });
    } catch (error) {
        at("line").textContent = "没有接通：请检查摄像头和网络。";
    }
}

async function sign(result) {
    at("fit").disabled = at("unfit").disabled = true;
    const word = { ...taken.word, result };
    for (const [part] of PARTS) word[part] = chosen(part);
    const said = new TextEncoder().encode(lines(word));
    word.signature = hex(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key.privateKey, said));
    try {
        await ask("sign", word);
        leave(`已签字：${result}。`);
    } catch (error) {
        at("told").textContent = "没有签上，请重试。";
        ready();
    }
}

function leave(told) {
    call?.close();
    at("here").srcObject?.getTracks().forEach(track => track.stop());
    at("here").srcObject = at("there").srcObject = null;
    call = taken = null;
    document.body.dataset.call = "";
    document.body.dataset.told = told;
    at("room").hidden = true;
    at("queue").hidden = false;
    look();
}

async function out() {
    clearInterval(polling);
    await ask("out", {}).catch(() => null);
    location.reload();
}

at("in").addEventListener("submit", signIn);
at("out").addEventListener("click", out);
at("fit").addEventListener("click", () => sign(WELL));
at("unfit").addEventListener("click", () => sign(UNWELL));

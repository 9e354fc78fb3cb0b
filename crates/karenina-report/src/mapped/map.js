(function(){var d=document,e=d.getElementById('map-data'),s=d.getElementById('pick');if(!e||!s)return;
var m=JSON.parse(e.textContent),said=d.getElementById('said'),g=0;
function text(i){var v=m.g[g].v[i];return m.r[i]+': '+(v||m.none)}
function paint(){var k=m.g[g].k;d.querySelectorAll('svg.geo [data-r]').forEach(function(p){
var i=+p.getAttribute('data-r'),c=k.charAt(i),n='0123456'.indexOf(c),o='abcdefg'.indexOf(c);
p.setAttribute('class',n>=0?'q'+n:o>=0?'q'+o:'qx');var t=p.querySelector('title');if(t)t.textContent=text(i)});
d.querySelectorAll('svg.geo [data-o]').forEach(function(p){var c=k.charAt(+p.getAttribute('data-o'));
if('0123456'.indexOf(c)>=0)p.setAttribute('hidden','');else p.removeAttribute('hidden')});said.textContent=''}
s.onchange=function(){g=+s.value;paint()};
d.querySelectorAll('svg.geo').forEach(function(v){v.addEventListener('click',function(x){
var i=x.target.getAttribute&&x.target.getAttribute('data-r');if(i!==null)said.textContent=text(+i)})})})();
